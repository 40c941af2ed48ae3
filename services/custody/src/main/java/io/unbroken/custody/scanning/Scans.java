package io.unbroken.custody.scanning;

import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.custody.scanning.Decoded.Compound;
import io.unbroken.custody.scanning.Decoded.OwnCode;
import io.unbroken.custody.scanning.Decoded.Reason;
import io.unbroken.custody.scanning.Decoded.Unreadable;
import io.unbroken.custody.scanning.Structure.Chain;
import io.unbroken.custody.scanning.Structure.Donation;
import io.unbroken.custody.scanning.Structure.Patient;
import io.unbroken.custody.scanning.Structure.ProductCode;
import io.unbroken.custody.scanning.Structure.UnitOfChain;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads scans: what a code says, or why it cannot be read. Nothing is repaired, and nothing is guessed.
public final class Scans {

    /// What German keyboards make of `&/CH…` from a scanner set to American ones.
    private static final Pattern GERMAN_KEYBOARD = Pattern.compile("/-CH[A-Z0-9]{13}[A-Z0-9*]?");

    private static final Pattern PRINTABLE = Pattern.compile("[ -~]+");
    private static final Pattern TYPED_DIN = Pattern.compile("[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{10}");
    private static final Pattern TYPED_COI =
            Pattern.compile("CH[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{4}[0-9A-Z]{6}");

    /// What GS1 names a shipper by; what is used again and again before what is made for one way.
    private static final List<ApplicationIdentifier> SHIPPERS =
            List.of(
                    ApplicationIdentifier.RETURNABLE_ASSET,
                    ApplicationIdentifier.INDIVIDUAL_ASSET,
                    ApplicationIdentifier.SSCC);

    private Scans() {}

    /// What a scan says.
    public static Decoded read(Scan scan) {
        try {
            return scan.symbology() == Symbology.TYPED ? typed(scan.raw()) : scanned(scan);
        } catch (NotReadable unreadable) {
            String capitals = scan.raw().toUpperCase(Locale.ROOT);
            return !capitals.equals(scan.raw())
                            && capitals.length() <= Scan.LONGEST
                            && !(read(new Scan(scan.symbology(), capitals)) instanceof Unreadable)
                    ? new Unreadable(
                            Reason.LETTER_CASE,
                            "small letters where the symbol has capitals; is Caps Lock on?")
                    : unreadable.why();
        }
    }

    /// A scan as a reader sent it, which may say by a symbology identifier before the text which symbol it was. The text stays whole.
    public static Scan received(String raw) {
        return new Scan(
                AimIdentifier.of(raw).map(AimIdentifier::symbology).orElse(Symbology.UNKNOWN), raw);
    }

    /// Each structure of a code, in its order; none for a code of another standard.
    public static List<Structure> structures(Decoded decoded) {
        return switch (decoded) {
            case Structure structure -> List.of(structure);
            case Compound compound -> compound.parts();
            case ElementString _, DigitalLink _, OwnCode _, Decoded.PersonData _, Unreadable _ ->
                    List.of();
        };
    }

    /// The chains of identity that a code names.
    public static List<CoiId> chains(Decoded decoded) {
        return structures(decoded).stream().flatMap(each -> chain(each).stream()).toList();
    }

    /// The donations that a code names.
    public static List<Din> donations(Decoded decoded) {
        return structures(decoded).stream()
                .filter(Donation.class::isInstance)
                .map(each -> ((Donation) each).din())
                .toList();
    }

    /// The patient whose wristband it is.
    public static Optional<PatientToken> patient(Decoded decoded) {
        return structures(decoded).stream()
                .filter(Patient.class::isInstance)
                .map(each -> ((Patient) each).token())
                .findFirst();
    }

    /// The unit and chain that the label of a bag, cassette or vial names.
    public static Optional<MaterialLabel> label(Decoded decoded) {
        List<Structure> structures = structures(decoded);
        Optional<MaterialLabel> own =
                structures.stream()
                        .filter(UnitOfChain.class::isInstance)
                        .map(UnitOfChain.class::cast)
                        .map(unit -> new MaterialLabel(unit.coi(), unit.material()))
                        .findFirst();
        return own.isPresent() ? own : collected(decoded);
    }

    /// A collected unit is named by its donation and product code; other identifiers that are not ours make no label.
    private static Optional<MaterialLabel> collected(Decoded decoded) {
        List<CoiId> chains = chains(decoded);
        List<Din> donations = donations(decoded);
        List<String> products =
                structures(decoded).stream()
                        .filter(ProductCode.class::isInstance)
                        .map(each -> ((ProductCode) each).code())
                        .toList();
        if (chains.size() != 1 || donations.size() != 1 || products.size() != 1) {
            return Optional.empty();
        }
        String code = products.getFirst();
        return code.equals(code.toUpperCase(Locale.ROOT))
                ? Optional.of(
                        new MaterialLabel(
                                chains.getFirst(),
                                new MaterialId(donations.getFirst() + "-" + code)))
                : Optional.empty();
    }

    /// The shipper that a code names: by its GRAI, its GIAI or its SSCC, the first that is there, or by the courier's own number. Of a web
    /// address its key alone says what it is of.
    public static Optional<ShipperId> shipper(Decoded decoded) {
        return switch (decoded) {
            case OwnCode(String text) -> shipper(text);
            case ElementString elements ->
                    SHIPPERS.stream()
                            .flatMap(key -> elements.value(key).stream())
                            .findFirst()
                            .flatMap(Scans::shipper);
            case DigitalLink link ->
                    Optional.of(link.elements().elements().getFirst())
                            .filter(key -> SHIPPERS.contains(key.identifier()))
                            .flatMap(key -> shipper(key.value()));
            case Structure _, Compound _, Decoded.PersonData _, Unreadable _ -> Optional.empty();
        };
    }

    private static Optional<ShipperId> shipper(String number) {
        return ShipperId.isOne(number) ? Optional.of(new ShipperId(number)) : Optional.empty();
    }

    private static Optional<CoiId> chain(Structure structure) {
        return switch (structure) {
            case Chain chain -> Optional.of(chain.coi());
            case UnitOfChain unit -> Optional.of(unit.coi());
            case Donation _,
                    ProductCode _,
                    Structure.Dated _,
                    Structure.ExpiryMonth _,
                    Structure.FlexibleTime _,
                    Structure.StaffMember _,
                    Structure.Divisions _,
                    Structure.ProcessorProduct _,
                    Structure.Lot _,
                    Structure.Supplement _,
                    Structure.EuropeanCode _,
                    Structure.RegistryDonor _,
                    Patient _,
                    Structure.Uninterpreted _ ->
                    Optional.empty();
        };
    }

    private static Decoded scanned(Scan scan) {
        String text = scan.raw();
        boolean gs1 = scan.symbology() == Symbology.GS1_128;
        if (AimIdentifier.leads(text)) {
            AimIdentifier aim =
                    AimIdentifier.of(text)
                            .filter(each -> each.fits(scan.symbology()))
                            .orElseThrow(() ->
                                    new NotReadable(
                                            Reason.SYMBOLOGY,
                                            "a symbology identifier of another symbol, or of one that is not read here"));
            gs1 = aim.gs1();
            text = text.substring(AimIdentifier.LENGTH);
        }
        if (gs1 || text.startsWith("" + ElementString.SEPARATOR)) {
            return ElementString.read(text);
        }
        if (text.startsWith("=") || text.startsWith("&")) {
            return Isbt128.read(text);
        }
        return DigitalLink.leads(text) ? DigitalLink.read(text) : own(text);
    }

    private static Decoded own(String text) {
        if (GERMAN_KEYBOARD.matcher(text).matches() || text.chars().anyMatch(c -> c > '~')) {
            throw new NotReadable(
                    Reason.KEYBOARD_LAYOUT,
                    "the scanner types for another keyboard layout than this device has");
        }
        if (!PRINTABLE.matcher(text).matches()) {
            throw new NotReadable(
                    Reason.FORM, "expected printable characters, found a control character");
        }
        return new OwnCode(text);
    }

    /// People type what is printed, with its check character; codes without one are scanned.
    private static Decoded typed(String text) {
        boolean structure = text.startsWith("=") || text.startsWith("&");
        if (AimIdentifier.leads(text)
                || DigitalLink.leads(text)
                || text.indexOf(ElementString.SEPARATOR) >= 0) {
            throw notForTyping();
        }
        if (structure) {
            return checked(text);
        }
        if (TYPED_DIN.matcher(text).matches() || TYPED_COI.matcher(text).matches()) {
            throw new NotReadable(
                    Reason.CHECK_MISSING, "type the check character behind the number too");
        }
        String content = text.substring(0, text.length() - 1);
        if (TYPED_COI.matcher(content).matches()) {
            return new Chain(Isbt128.chain(text));
        }
        if (TYPED_DIN.matcher(content).matches()) {
            return donation(content, text);
        }
        requireCapitals(text);
        return own(text);
    }

    private static void requireCapitals(String text) {
        String capitals = text.toUpperCase(Locale.ROOT);
        String content = capitals.substring(0, capitals.length() - 1);
        boolean number =
                List.of(capitals, content).stream()
                        .anyMatch(each ->
                                TYPED_DIN.matcher(each).matches()
                                        || TYPED_COI.matcher(each).matches());
        if (number && !capitals.equals(text)) {
            throw new NotReadable(
                    Reason.LETTER_CASE, "small letters where the number has capitals");
        }
    }

    private static Donation donation(String content, String text) {
        var din = new Din(content);
        if (text.charAt(text.length() - 1) != din.check()) {
            throw new NotReadable(
                    Reason.CHECK,
                    "the check character is not that of the donation number; type it again");
        }
        return Donation.checked(din);
    }

    private static Decoded checked(String text) {
        return switch (Isbt128.read(text)) {
            case Donation donation when donation.equals(Donation.checked(donation.din())) ->
                    donation;
            case Chain chain when text.length() == chain.scan().length() + 1 -> chain;
            case Structure.RegistryDonor donor -> donor;
            case Decoded.PersonData person -> person;
            case Decoded _ -> throw notForTyping();
        };
    }

    private static NotReadable notForTyping() {
        return new NotReadable(
                Reason.NOT_FOR_TYPING, "a code without a check for what people mistype; scan it");
    }
}
