package io.unbroken.custody.scanning;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.Mod37;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.scanning.Decoded.Compound;
import io.unbroken.custody.scanning.Decoded.PersonData;
import io.unbroken.custody.scanning.Decoded.Reason;
import io.unbroken.custody.scanning.Structure.Chain;
import io.unbroken.custody.scanning.Structure.Dated;
import io.unbroken.custody.scanning.Structure.Divisions;
import io.unbroken.custody.scanning.Structure.Donation;
import io.unbroken.custody.scanning.Structure.EuropeanCode;
import io.unbroken.custody.scanning.Structure.ExpiryMonth;
import io.unbroken.custody.scanning.Structure.FlexibleTime;
import io.unbroken.custody.scanning.Structure.Lot;
import io.unbroken.custody.scanning.Structure.Patient;
import io.unbroken.custody.scanning.Structure.ProcessorProduct;
import io.unbroken.custody.scanning.Structure.ProductCode;
import io.unbroken.custody.scanning.Structure.RegistryDonor;
import io.unbroken.custody.scanning.Structure.StaffMember;
import io.unbroken.custody.scanning.Structure.Supplement;
import io.unbroken.custody.scanning.Structure.Uninterpreted;
import io.unbroken.custody.scanning.Structure.UnitOfChain;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads ISBT 128 data structures.
final class Isbt128 {

    private static final String COMPOUND = "=+";
    private static final int COMPOUND_HEAD = 7;
    private static final String PATIENT_NUMBER = "&#";
    private static final int PATIENT_HEAD = 6;
    private static final int DIN_LENGTH = 13;
    private static final int FIRST_CHECK_FLAG = 60;
    private static final int LAST_CHECK_FLAG = 96;
    private static final DateTimeFormatter MINUTE = strict("uuuuMMddHHmm");
    private static final DateTimeFormatter MONTH = strict("uuuuMM");

    private Isbt128() {}

    /// One structure, or a compound message of several.
    static Decoded read(String text) {
        return text.startsWith(COMPOUND)
                ? compound(text)
                : structure(text)
                        .<Decoded>map(read -> read)
                        .orElseGet(() -> new PersonData(text.substring(0, 2)));
    }

    /// The value, 0 to 36, of the check character that belongs behind a text.
    static int checkValue(String content) {
        return Mod37.value(Mod37.of(content));
    }

    /// Count and integrity are checked before anything is interpreted, as ST-001 demands.
    private static Decoded compound(String text) {
        if (!text.matches("=\\+[0-9]{5}.*")) {
            throw new NotReadable(
                    Reason.FORM, "expected a compound message's count and reference in digits");
        }
        int count = Integer.parseInt(text, 2, 4, 10);
        List<String> parts = split(text);
        if (parts.size() != count || count == 0 || count > Compound.MOST_PARTS) {
            throw new NotReadable(
                    Reason.CONTRADICTORY,
                    "expected the %d structures that the compound message names, found %d"
                            .formatted(count, parts.size()));
        }
        List<Structure> structures =
                parts.stream().map(Isbt128::structure).flatMap(Optional::stream).toList();
        return structures.size() == count
                ? new Compound(text.substring(4, COMPOUND_HEAD), structures)
                : new PersonData(COMPOUND);
    }

    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int at = COMPOUND_HEAD;
        while (at < text.length()) {
            int end = at + length(text.substring(at));
            if (end > text.length()) {
                throw new NotReadable(
                        Reason.LENGTH, "a structure of the compound message is cut short");
            }
            parts.add(text.substring(at, end));
            at = end;
        }
        return parts;
    }

    private static int length(String rest) {
        if (isDonation(rest)) {
            return DIN_LENGTH + 3;
        }
        if (rest.startsWith(PATIENT_NUMBER)) {
            return patientLength(rest);
        }
        return DataIdentifier.of(rest)
                .map(DataIdentifier::lengthInCompound)
                .filter(length -> length > 0)
                .orElseThrow(() ->
                        new NotReadable(
                                Reason.STRUCTURE_UNKNOWN,
                                "a structure that has no place in a compound message"));
    }

    /// The structure, or none if it identifies a person.
    private static Optional<Structure> structure(String text) {
        if (isDonation(text)) {
            return Optional.of(donation(text));
        }
        DataIdentifier identifier =
                DataIdentifier.of(text)
                        .orElseThrow(() ->
                                new NotReadable(
                                        Reason.STRUCTURE_UNKNOWN,
                                        "a data identifier that ISBT 128 does not define, or retired"));
        if (identifier.length() > 0 && text.length() != identifier.length()) {
            throw new NotReadable(
                    Reason.LENGTH,
                    "data structure %s: expected %d characters, found %d"
                            .formatted(identifier.number(), identifier.length(), text.length()));
        }
        String content = text.substring(identifier.text().length());
        if (!identifier.form().matcher(content).matches()) {
            throw new NotReadable(
                    Reason.FORM,
                    "data structure %s: a character where it has none such"
                            .formatted(identifier.number()));
        }
        return interpreted(identifier, content);
    }

    private static Optional<Structure> interpreted(DataIdentifier identifier, String content) {
        return switch (identifier) {
            case PRODUCT_CODE -> Optional.of(new ProductCode(content));
            case EXPIRY_DAY, EXPIRY_TIME -> dated(Dated.Occasion.EXPIRY, content);
            case COLLECTION_DAY, COLLECTION_TIME -> dated(Dated.Occasion.COLLECTION, content);
            case PRODUCTION_DAY, PRODUCTION_TIME -> dated(Dated.Occasion.PRODUCTION, content);
            case STAFF_MEMBER ->
                    Optional.of(new StaffMember(content.substring(0, 5), content.substring(5)));
            case EXPIRY_MONTH ->
                    Optional.of(new ExpiryMonth(date(content, t -> YearMonth.parse(t, MONTH))));
            case FLEXIBLE_TIME -> Optional.of(flexible(content));
            case DIVISIONS -> Optional.of(new Divisions(content));
            case PROCESSOR_CODE -> product(content, Optional.empty());
            case PROCESSOR_PRODUCT -> product(content, Optional.of(content.substring(11)));
            case LOT -> Optional.of(new Lot(content));
            case SUPPLEMENT -> Optional.of(new Supplement(content));
            case EUROPEAN_CODE ->
                    Optional.of(new EuropeanCode(content.substring(0, 21), content.substring(21)));
            case REGISTRY_DONOR -> Optional.of(registryDonor(content));
            case CHAIN_OF_IDENTITY -> Optional.of(new Chain(chain(content)));
            case UNIT_OF_CHAIN ->
                    Optional.of(
                            new UnitOfChain(
                                    chain(content.substring(0, 16)),
                                    new MaterialId(content.substring(16))));
            case PATIENT_NUMBER -> patient(content);
            case DONOR, BIRTH_DATE -> Optional.empty();
            case CONTAINER_MAKER, CONTAINER_LOT, OTHER_MAKER, OTHER_LOT, CONSIGNMENT ->
                    Optional.of(new Uninterpreted(identifier.text(), content));
        };
    }

    private static boolean isDonation(String text) {
        return text.length() > 1
                && text.charAt(0) == '='
                && Character.isLetterOrDigit(text.charAt(1));
    }

    private static Donation donation(String text) {
        if (text.length() != DIN_LENGTH + 3) {
            throw new NotReadable(
                    Reason.LENGTH,
                    "data structure 001: expected %d characters, found %d"
                            .formatted(DIN_LENGTH + 3, text.length()));
        }
        Din din = read("data structure 001", () -> new Din(text.substring(1, DIN_LENGTH + 1)));
        String flags = text.substring(DIN_LENGTH + 1);
        if (flags.matches("[0-9]{2}")) {
            int flag = Integer.parseInt(flags);
            if (flag >= FIRST_CHECK_FLAG
                    && flag <= LAST_CHECK_FLAG
                    && flag != FIRST_CHECK_FLAG + checkValue(din.value())) {
                throw new NotReadable(
                        Reason.CHECK,
                        "data structure 001: the flags are not the check of the number; scan it again");
            }
        } else if (!flags.matches("[0-9A-Z]{2}")) {
            throw new NotReadable(
                    Reason.FORM, "data structure 001: expected flags of digits or capital letters");
        }
        return new Donation(din, flags);
    }

    /// With its check character, if it has one: symbols leave it out, for they check themselves.
    static CoiId chain(String content) {
        CoiId id = read("chain of identity id", () -> new CoiId(content.substring(0, 15)));
        if (content.length() > 15 && content.charAt(15) != id.check()) {
            throw new NotReadable(
                    Reason.CHECK,
                    "the check character is not that of the chain of identity id; scan it again");
        }
        return id;
    }

    private static Optional<Structure> dated(Dated.Occasion occasion, String content) {
        String time = content.substring(OrdinalDay.LENGTH);
        return Optional.of(
                new Dated(
                        occasion,
                        OrdinalDay.read(content.substring(0, OrdinalDay.LENGTH)),
                        time.isEmpty() ? Optional.empty() : Optional.of(OrdinalDay.time(time))));
    }

    private static FlexibleTime flexible(String content) {
        return new FlexibleTime(
                content.charAt(0) == '2',
                moment(content.substring(2, 4)),
                date(content.substring(4), t -> LocalDateTime.parse(t, MINUTE)));
    }

    private static FlexibleTime.Moment moment(String digits) {
        return Arrays.stream(FlexibleTime.Moment.values())
                .filter(each -> each.digits().equals(digits))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Structure> product(String content, Optional<String> description) {
        return Optional.of(
                new ProcessorProduct(
                        content.substring(0, 5), content.substring(5, 11), description));
    }

    private static RegistryDonor registryDonor(String content) {
        var donor = new RegistryDonor(content.substring(0, 17));
        if (!content.endsWith(RegistryDonor.check(donor.id()))) {
            throw new NotReadable(
                    Reason.CHECK,
                    "data structure 039: the check is not that of the number; scan it again");
        }
        return donor;
    }

    private static int patientLength(String text) {
        if (!text.matches("&#[0-9]{4}.*")) {
            throw new NotReadable(
                    Reason.FORM, "data structure 025: expected a place and a length in digits");
        }
        return PATIENT_HEAD + Integer.parseInt(text, 4, PATIENT_HEAD, 10);
    }

    /// Only the site's random token may be known here; any other number is the person's.
    private static Optional<Structure> patient(String content) {
        String number = content.substring(4);
        if (patientLength(PATIENT_NUMBER + content) != PATIENT_HEAD + number.length()) {
            throw new NotReadable(
                    Reason.LENGTH,
                    "data structure 025: the number has not the length that stands before it");
        }
        try {
            return Optional.of(new Patient(content.substring(0, 2), new PatientToken(number)));
        } catch (IllegalArgumentException anotherNumber) {
            return Optional.empty();
        }
    }

    private static <T> T date(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeException noSuchDate) {
            throw new NotReadable(Reason.DATE, "expected a date, found a day that there is not");
        }
    }

    private static <T> T read(String what, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException otherForm) {
            throw new NotReadable(Reason.FORM, what + ": a character where it has none such");
        }
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }
}
