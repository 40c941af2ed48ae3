package io.unbroken.custody.scanning;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// One ISBT 128 data structure (ST-001 v6.2.2). Structures that identify a person are not among them, see [Decoded.PersonData].
public sealed interface Structure extends Decoded {

    /// As a symbol holds it, with its data identifier.
    String scan();

    /// 001: a donation.
    ///
    /// @param flags two characters that never identify: which container or tube, or 60 to 96 for the check character
    record Donation(Din din, String flags) implements Structure {

        /// With the flags that carry the check character.
        public static Donation checked(Din din) {
            String scan = din.scan();
            return new Donation(din, scan.substring(scan.length() - 2));
        }

        @Override
        public String scan() {
            return "=" + din + flags;
        }
    }

    /// 003: what the product is.
    ///
    /// @param code product description (5), kind of collection, division, subdivision
    record ProductCode(String code) implements Structure {

        private static final String IN_STRUCTURE_032 = "99";

        /// Whether the division stands in a structure 032, which has to be scanned too.
        public boolean dividedElsewhere() {
            return code.endsWith(IN_STRUCTURE_032);
        }

        @Override
        public String scan() {
            return "=<" + code;
        }
    }

    /// 004 to 009: a day, or a day and a time, of the place where it was printed; the zone is on the label.
    record Dated(Occasion occasion, LocalDate day, Optional<LocalTime> time) implements Structure {

        /// What happens then.
        public enum Occasion {
            EXPIRY('>'),
            COLLECTION('*'),
            PRODUCTION('}');

            private final char sign;

            Occasion(char sign) {
                this.sign = sign;
            }

            char sign() {
                return sign;
            }
        }

        @Override
        public String scan() {
            return (time.isPresent() ? "&" : "=")
                    + occasion.sign()
                    + OrdinalDay.written(day)
                    + time.map(DateTimeFormatter.ofPattern("HHmm")::format).orElse("");
        }
    }

    /// 026: the month at whose end it expires.
    record ExpiryMonth(YearMonth month) implements Structure {
        @Override
        public String scan() {
            return "=]" + DateTimeFormatter.ofPattern("uuuuMM").format(month);
        }
    }

    /// 031: a time that says whether it is local or UTC.
    record FlexibleTime(boolean utc, Moment moment, LocalDateTime time) implements Structure {

        /// What happened or happens then, by the standard's number.
        public enum Moment {
            EXPIRY("01"),
            COLLECTION("02"),
            PRODUCTION("03"),
            CROSS_CLAMP("04"),
            PRESERVATION("05"),
            DEATH("06");

            private final String digits;

            Moment(String digits) {
                this.digits = digits;
            }

            String digits() {
                return digits;
            }
        }

        @Override
        public String scan() {
            return "=(%d0%s%s"
                    .formatted(
                            utc ? 2 : 1,
                            moment.digits(),
                            DateTimeFormatter.ofPattern("uuuuMMddHHmm").format(time));
        }
    }

    /// 020: a member of staff, by the facility's own number.
    record StaffMember(String facility, String number) implements Structure {
        @Override
        public String scan() {
            return "='" + facility + number;
        }
    }

    /// 032: which division of a product.
    record Divisions(String divisions) implements Structure {
        @Override
        public String scan() {
            return "=," + divisions;
        }
    }

    /// 033, and 034 with a product description: a processor's own code of a product.
    record ProcessorProduct(String facility, String code, Optional<String> description)
            implements Structure {
        @Override
        public String scan() {
            return (description.isPresent() ? "=/" : "&+")
                    + facility
                    + code
                    + description.orElse("");
        }
    }

    /// 035: a lot of a product of human origin; 18 characters with zeros before them.
    record Lot(String number) implements Structure {
        @Override
        public String scan() {
            return "&,1" + number;
        }
    }

    /// 036: a supplemental number; 18 characters with zeros before them.
    record Supplement(String number) implements Structure {
        @Override
        public String scan() {
            return "&,2" + number;
        }
    }

    /// 038: the Single European Code (2006/86/EC, annex VII): 21 characters of the donation, 19 of the product.
    record EuropeanCode(String donation, String product) implements Structure {
        @Override
        public String scan() {
            return "&,4" + donation + product;
        }
    }

    /// 039: a donor of a registry (GRID).
    ///
    /// @param id 17 characters; the two digits of their check follow in the symbol
    record RegistryDonor(String id) implements Structure {
        @Override
        public String scan() {
            return "&:" + id + check(id);
        }

        static String check(String id) {
            return "%02d".formatted(Isbt128.checkValue(id));
        }
    }

    /// 040: a chain of identity.
    record Chain(CoiId coi) implements Structure {
        @Override
        public String scan() {
            return coi.scan();
        }
    }

    /// 025: a patient, by the site's random token and by nothing else.
    ///
    /// @param place two digits: where the symbol is, 01 on the wristband
    record Patient(String place, PatientToken token) implements Structure {

        /// On the wristband.
        public static final String WRISTBAND = "01";

        @Override
        public String scan() {
            return "&#%s%02d%s".formatted(place, token.value().length(), token);
        }
    }

    /// Local use (`&u`): one unit of a chain, for products that have no donation number of their own.
    record UnitOfChain(CoiId coi, MaterialId material) implements Structure {
        @Override
        public String scan() {
            return "&u" + coi.printed() + material;
        }
    }

    /// A structure that says nothing we use: containers' makers and lots (017, 018, 021, 022), consignments (028).
    ///
    /// @param identifier its data identifier
    record Uninterpreted(String identifier, String content) implements Structure {
        @Override
        public String scan() {
            return identifier + content;
        }
    }
}
