package io.unbroken.custody.scanning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// The data identifiers of ISBT 128 structures but that of a donation, whose second character is data already.
enum DataIdentifier {
    PRODUCT_CODE("003", "=<", "[A-Z][A-Z0-9]{4}[A-Za-z0-9][A-Z0-9][a-z0-9]"),
    EXPIRY_DAY("004", "=>", "[0-9]{6}"),
    EXPIRY_TIME("005", "&>", "[0-9]{10}"),
    COLLECTION_DAY("006", "=*", "[0-9]{6}"),
    COLLECTION_TIME("007", "&*", "[0-9]{10}"),
    PRODUCTION_DAY("008", "=}", "[0-9]{6}"),
    PRODUCTION_TIME("009", "&}", "[0-9]{10}"),
    CONTAINER_MAKER("017", "=)", Sizes.ANY),
    CONTAINER_LOT("018", "&)", Sizes.ANY),
    DONOR("019", "=;", "[!-~ ]{21}"),
    STAFF_MEMBER("020", "='", "[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}[A-Za-z0-9]{6}"),
    OTHER_MAKER("021", "=-", Sizes.ANY),
    OTHER_LOT("022", "&-", Sizes.ANY),
    BIRTH_DATE("024", "=#", "[0-9]{10}"),
    PATIENT_NUMBER("025", "&#", Sizes.ANY),
    EXPIRY_MONTH("026", "=]", "[0-9]{6}"),
    CONSIGNMENT("028", "=$", Sizes.ANY),
    FLEXIBLE_TIME("031", "=(", "[12]00[1-6][0-9]{12}"),
    DIVISIONS("032", "=,", "[A-Za-z0-9]{6}"),
    PROCESSOR_CODE("033", "&+", "[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}[A-Z0-9]{6}"),
    PROCESSOR_PRODUCT("034", "=/", "[A-NP-Z1-9][A-NP-Z0-9]{2}[0-9]{2}[A-Z0-9]{6}[A-Z][A-Z0-9]{4}"),
    LOT("035", "&,1", "[A-Z0-9]{18}"),
    SUPPLEMENT("036", "&,2", "[A-Z0-9]{18}"),
    EUROPEAN_CODE("038", "&,4", "[A-Z]{2}[A-Z0-9]{6}[A-Z0-9]{13}[ABE][A-Z0-9]{10}[0-9]{8}"),
    REGISTRY_DONOR("039", "&:", "[1-9][0-9]{3}[A-Z0-9]{13}[0-9]{2}"),
    CHAIN_OF_IDENTITY("040", "&/", "CH[A-Z0-9]{13}[A-Z0-9*]?"),
    /// Local use: ours for a unit of a chain.
    UNIT_OF_CHAIN("local", "&u", "CH[A-Z0-9]{13}[A-Z0-9*][A-Z0-9][A-Z0-9/-]{3,47}");

    private final String number;
    private final String text;
    private final Pattern form;

    DataIdentifier(String number, String text, String form) {
        this.number = number;
        this.text = text;
        this.form = Pattern.compile(form);
    }

    /// The number of the structure in ST-001.
    String number() {
        return number;
    }

    /// The two or three characters before the content.
    String text() {
        return text;
    }

    Pattern form() {
        return form;
    }

    /// The length of the whole structure in a symbol, or 0 if it has none.
    int length() {
        return switch (this) {
            case EXPIRY_DAY, COLLECTION_DAY, PRODUCTION_DAY, EXPIRY_MONTH, DIVISIONS -> 8;
            case PRODUCT_CODE -> 10;
            case EXPIRY_TIME, COLLECTION_TIME, PRODUCTION_TIME, BIRTH_DATE -> 12;
            case STAFF_MEMBER, PROCESSOR_CODE -> 13;
            case FLEXIBLE_TIME, PROCESSOR_PRODUCT -> 18;
            case LOT, SUPPLEMENT, REGISTRY_DONOR -> 21;
            case DONOR -> 23;
            case EUROPEAN_CODE -> 43;
            case CHAIN_OF_IDENTITY,
                    UNIT_OF_CHAIN,
                    PATIENT_NUMBER,
                    CONTAINER_MAKER,
                    CONTAINER_LOT,
                    OTHER_MAKER,
                    OTHER_LOT,
                    CONSIGNMENT ->
                    0;
        };
    }

    /// The length within a compound message, where no check character may follow a chain of identity, or 0 if it has no place there.
    int lengthInCompound() {
        return this == CHAIN_OF_IDENTITY ? 17 : length();
    }

    /// The identifier that leads a text; of two, the longer one.
    static Optional<DataIdentifier> of(String text) {
        return Arrays.stream(values())
                .filter(each -> text.startsWith(each.text))
                .max(Comparator.comparingInt(each -> each.text.length()));
    }

    private static final class Sizes {
        /// What is not interpreted, up to the longest scan.
        private static final String ANY = "[!-~ ]{1,254}";
    }
}
