package io.unbroken.infusion.bedside;

import io.unbroken.capture.http.BadInput;
import io.unbroken.custody.bedside.Comparison;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads what was scanned at the bedside. A wristband holds the patient's pseudonym and a label the chain and the unit, so that one of them
/// can never be taken for the other; what is anything else is refused and never kept, for it may name a patient.
final class ScannedCodes {

    private static final String CHAIN_IDENTIFIER = "&/";

    private ScannedCodes() {}

    /// @throws BadInput naming the scan that cannot be read
    static Comparison read(Scan wristband, List<List<Scan>> labels) {
        PatientToken patient =
                patient(wristband)
                        .orElseThrow(() ->
                                BadInput.field(
                                        "wristband.raw",
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

    /// A label has two codes: that of the chain and that of the unit, in either order.
    private static MaterialLabel label(String field, List<Scan> scans) {
        if (scans.size() != 2) {
            throw BadInput.field(
                    field,
                    "Expected the codes of chain and unit, found %d.".formatted(scans.size()));
        }
        Optional<CoiId> first = chain(field + "[0].raw", scans.getFirst());
        Scan other = first.isPresent() ? scans.getLast() : scans.getFirst();
        CoiId chain =
                first.or(() -> chain(field + "[1].raw", scans.getLast()))
                        .orElseThrow(
                                () -> BadInput.field(field, "The code of the chain is missing."));
        MaterialId unit =
                unit(other)
                        .orElseThrow(() ->
                                BadInput.field(
                                        field,
                                        "Expected the code of a unit beside that of the chain, found another one."));
        return new MaterialLabel(chain, unit);
    }

    private static Optional<PatientToken> patient(Scan scan) {
        return parsed(scan.raw(), PatientToken::new);
    }

    /// @throws BadInput if it is the code of a chain and was misread, or typed without its check character
    private static Optional<CoiId> chain(String field, Scan scan) {
        boolean typed = scan.symbology() == Scan.Symbology.TYPED;
        if (!typed && !scan.raw().startsWith(CHAIN_IDENTIFIER)) {
            return Optional.empty();
        }
        if (typed && parsed(scan.raw(), CoiId::new).isPresent()) {
            throw BadInput.field(field, "Type the check character too that is printed after it.");
        }
        Optional<CoiId> chain = parsed(scan.raw(), CoiId::parse);
        if (chain.isEmpty() && !typed) {
            throw BadInput.field(field, "The code of the chain was misread; scan it again.");
        }
        return chain;
    }

    private static Optional<MaterialId> unit(Scan scan) {
        boolean other = patient(scan).isPresent() || parsed(scan.raw(), CoiId::parse).isPresent();
        return other ? Optional.empty() : parsed(scan.raw(), MaterialId::new);
    }

    private static <T> Optional<T> parsed(String raw, Function<String, T> form) {
        try {
            return Optional.of(form.apply(raw));
        } catch (IllegalArgumentException _) {
            // Another form: what it is instead is for the others to say.
            return Optional.empty();
        }
    }
}
