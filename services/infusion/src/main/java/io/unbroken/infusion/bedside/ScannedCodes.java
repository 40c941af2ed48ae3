package io.unbroken.infusion.bedside;

import io.unbroken.capture.http.BadInput;
import io.unbroken.custody.bedside.Comparison;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.scanning.Decoded;
import io.unbroken.custody.scanning.Scans;
import io.unbroken.custody.scanning.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads what was scanned at the bedside. A wristband holds the patient's pseudonym and a label the chain and the unit, so that one of them
/// can never be taken for the other; what is anything else is refused and never kept, for it may name a patient.
final class ScannedCodes {

    private ScannedCodes() {}

    /// @throws BadInput naming the scan that cannot be read
    static Comparison read(Scan wristband, List<List<Scan>> labels) {
        Decoded band = Scans.read(wristband);
        PatientToken patient =
                patient(band)
                        .orElseThrow(() ->
                                unreadable(
                                        "wristband.raw",
                                        band,
                                        "Expected the code of a wristband, found another one."));
        if (labels.isEmpty() || labels.size() > Comparison.MOST_LABELS) {
            throw BadInput.field(
                    "labels", "Expected 1 to %d labels.".formatted(Comparison.MOST_LABELS));
        }
        var read = new ArrayList<MaterialLabel>(labels.size());
        for (int i = 0; i < labels.size(); i++) {
            read.add(label("labels[%d].scans".formatted(i), labels.get(i)));
        }
        return new Comparison(patient, read);
    }

    /// A label has one code that names chain and unit, or a code of each, in either order.
    private static MaterialLabel label(String field, List<Scan> scans) {
        return switch (scans.size()) {
            case 1 -> {
                Decoded code = Scans.read(scans.getFirst());
                yield Scans.label(code)
                        .orElseThrow(() ->
                                unreadable(
                                        field + "[0].raw",
                                        code,
                                        "Expected the label of a unit, found another code."));
            }
            case 2 -> label(field, Scans.read(scans.getFirst()), Scans.read(scans.getLast()));
            default ->
                    throw BadInput.field(
                            field, "Expected one code or two, found %d.".formatted(scans.size()));
        };
    }

    private static MaterialLabel label(String field, Decoded first, Decoded second) {
        Optional<CoiId> leading = chain(first);
        Optional<CoiId> chain = leading.or(() -> chain(second));
        Decoded other = leading.isPresent() ? second : first;
        if (chain.isEmpty()) {
            throw unreadable(
                    field, unreadable(first) ? first : second, "The code of the chain is missing.");
        }
        MaterialId unit =
                unit(other)
                        .orElseThrow(() ->
                                unreadable(
                                        field,
                                        other,
                                        "Expected the code of a unit beside that of the chain, found another one."));
        return new MaterialLabel(chain.get(), unit);
    }

    private static Optional<PatientToken> patient(Decoded code) {
        return Scans.patient(code).or(() -> own(code, PatientToken::new));
    }

    private static Optional<CoiId> chain(Decoded code) {
        return code instanceof Structure.Chain(CoiId coi) ? Optional.of(coi) : Optional.empty();
    }

    /// A code without a standard that is neither a wristband's nor a chain's.
    private static Optional<MaterialId> unit(Decoded code) {
        boolean another = patient(code).isPresent() || own(code, CoiId::parse).isPresent();
        return another ? Optional.empty() : own(code, MaterialId::new);
    }

    private static <T> Optional<T> own(Decoded code, Function<String, T> form) {
        if (!(code instanceof Decoded.OwnCode(String text))) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.apply(text));
        } catch (IllegalArgumentException _) {
            // Another form: what it is instead is for the others to say.
            return Optional.empty();
        }
    }

    private static boolean unreadable(Decoded code) {
        return code instanceof Decoded.Unreadable;
    }

    private static BadInput unreadable(String field, Decoded code, String otherwise) {
        return BadInput.field(
                field,
                code instanceof Decoded.Unreadable(var _, String why)
                        ? "Scan it again: " + why + "."
                        : otherwise);
    }
}
