package io.unbroken.custody.scanning;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The GS1 application identifiers that shippers, loggers, devices and packs of our parties carry (General Specifications, 3).
public enum ApplicationIdentifier {
    SSCC("00", "[0-9]{18}", Check.LAST_DIGIT),
    GTIN("01", "[0-9]{14}", Check.LAST_DIGIT),
    CONTENT("02", "[0-9]{14}", Check.LAST_DIGIT),
    BATCH("10", Sets.UP_TO_20, Check.NONE),
    PRODUCED("11", Sets.DAY, Check.DAY),
    PACKED("13", Sets.DAY, Check.DAY),
    BEST_BEFORE("15", Sets.DAY, Check.DAY),
    EXPIRES("17", Sets.DAY, Check.DAY),
    VARIANT("20", "[0-9]{2}", Check.NONE),
    SERIAL("21", Sets.UP_TO_20, Check.NONE),
    CONSUMER_VARIANT("22", Sets.UP_TO_20, Check.NONE),
    ADDITIONAL_ID("240", Sets.UP_TO_30, Check.NONE),
    CUSTOMER_PART("241", Sets.UP_TO_30, Check.NONE),
    SECONDARY_SERIAL("250", Sets.UP_TO_30, Check.NONE),
    REFERENCE("251", Sets.UP_TO_30, Check.NONE),
    COUNT("37", "[0-9]{1,8}", Check.NONE),
    ORDER("400", Sets.UP_TO_30, Check.NONE),
    CONSIGNMENT("401", Sets.UP_TO_30, Check.NONE),
    SHIPMENT("402", "[0-9]{17}", Check.LAST_DIGIT),
    SHIP_TO("410", "[0-9]{13}", Check.LAST_DIGIT),
    BILL_TO("411", "[0-9]{13}", Check.LAST_DIGIT),
    PURCHASED_FROM("412", "[0-9]{13}", Check.LAST_DIGIT),
    SHIP_FOR("413", "[0-9]{13}", Check.LAST_DIGIT),
    LOCATION("414", "[0-9]{13}", Check.LAST_DIGIT),
    PARTY("417", "[0-9]{13}", Check.LAST_DIGIT),
    EXPIRES_AT("7003", "[0-9]{10}", Check.MINUTE),
    RETURNABLE_ASSET("8003", "0[0-9]{13}" + "[!\"%&'()*+,./0-9:;<=>?A-Z_a-z-]{0,16}", Check.ASSET),
    INDIVIDUAL_ASSET("8004", Sets.UP_TO_30, Check.NONE),
    PROVIDER("8017", "[0-9]{18}", Check.LAST_DIGIT),
    RECIPIENT("8018", "[0-9]{18}", Check.LAST_DIGIT),
    SERVICE_RELATION("8019", "[0-9]{1,10}", Check.NONE),
    INTERNAL_90("90", Sets.UP_TO_30, Check.NONE),
    INTERNAL_91("91", Sets.UP_TO_90, Check.NONE),
    INTERNAL_92("92", Sets.UP_TO_90, Check.NONE),
    INTERNAL_93("93", Sets.UP_TO_90, Check.NONE),
    INTERNAL_94("94", Sets.UP_TO_90, Check.NONE),
    INTERNAL_95("95", Sets.UP_TO_90, Check.NONE),
    INTERNAL_96("96", Sets.UP_TO_90, Check.NONE),
    INTERNAL_97("97", Sets.UP_TO_90, Check.NONE),
    INTERNAL_98("98", Sets.UP_TO_90, Check.NONE),
    INTERNAL_99("99", Sets.UP_TO_90, Check.NONE);

    private final String digits;
    private final Pattern form;
    private final Check check;

    ApplicationIdentifier(String digits, String form, Check check) {
        this.digits = digits;
        this.form = Pattern.compile(form);
        this.check = check;
    }

    /// Two to four digits.
    public String digits() {
        return digits;
    }

    /// How many characters its value has if it needs no separator behind it; which do not is a fixed list (General Specifications,
    /// figure 7.8.5-2), not every value of fixed length.
    Optional<Integer> predefinedLength() {
        return switch (this) {
            case SSCC -> Optional.of(18);
            case GTIN, CONTENT -> Optional.of(14);
            case PRODUCED, PACKED, BEST_BEFORE, EXPIRES -> Optional.of(6);
            case VARIANT -> Optional.of(2);
            case SHIP_TO, BILL_TO, PURCHASED_FROM, SHIP_FOR, LOCATION, PARTY -> Optional.of(13);
            case BATCH,
                    SERIAL,
                    CONSUMER_VARIANT,
                    ADDITIONAL_ID,
                    CUSTOMER_PART,
                    SECONDARY_SERIAL,
                    REFERENCE,
                    COUNT,
                    ORDER,
                    CONSIGNMENT,
                    SHIPMENT,
                    EXPIRES_AT,
                    RETURNABLE_ASSET,
                    INDIVIDUAL_ASSET,
                    PROVIDER,
                    RECIPIENT,
                    SERVICE_RELATION,
                    INTERNAL_90,
                    INTERNAL_91,
                    INTERNAL_92,
                    INTERNAL_93,
                    INTERNAL_94,
                    INTERNAL_95,
                    INTERNAL_96,
                    INTERNAL_97,
                    INTERNAL_98,
                    INTERNAL_99 ->
                    Optional.empty();
        };
    }

    Pattern form() {
        return form;
    }

    Check check() {
        return check;
    }

    /// The identifier that leads a text. No identifier is the beginning of another one.
    static Optional<ApplicationIdentifier> leading(String text) {
        return Arrays.stream(values()).filter(each -> text.startsWith(each.digits)).findFirst();
    }

    /// The identifier of these digits.
    static Optional<ApplicationIdentifier> of(String digits) {
        return Arrays.stream(values()).filter(each -> each.digits.equals(digits)).findFirst();
    }

    /// Whether all characters are of those that GS1 allows in texts.
    static boolean isText(String value) {
        return Sets.TEXT.matcher(value).matches();
    }

    /// What a value is held to besides its form.
    enum Check {
        NONE,
        LAST_DIGIT,
        /// The first fourteen characters end with a check digit; a serial follows.
        ASSET,
        DAY,
        MINUTE
    }

    private static final class Sets {
        /// GS1 character set 82.
        private static final String ANY = "[!\"%&'()*+,./0-9:;<=>?A-Z_a-z-]";

        private static final Pattern TEXT = Pattern.compile(ANY + "+");

        private static final String UP_TO_20 = ANY + "{1,20}";
        private static final String UP_TO_30 = ANY + "{1,30}";
        private static final String UP_TO_90 = ANY + "{1,90}";
        private static final String DAY = "[0-9]{6}";
    }
}
