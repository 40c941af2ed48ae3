package io.unbroken.custody.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.scanning.Decoded.Unreadable;
import io.unbroken.custody.scanning.ElementString.Element;
import io.unbroken.custody.scanning.Structure.Donation;
import io.unbroken.custody.scanning.Structure.RegistryDonor;
import io.unbroken.custody.scanning.Structure.UnitOfChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Every wrong character and every swap of neighbours, at every place of many identifiers: what is refused, and what exactly cannot be.
final class MistakesTest {

    private static final String CHARACTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*-/ ";
    private static final int CONTENTS = 60;

    @Test
    void a_typed_donation_number_is_read_only_without_any_mistake() {
        eachSeed(random -> {
            Din din = din(random);
            String text = din.value() + din.check();
            assertThat(typed(text)).isEqualTo(Donation.checked(din));
            wrong(text).forEach(wrong -> assertThat(names(typed(wrong))).as(wrong).isFalse());
            String structure = din.scan();
            assertThat(typed(structure)).isEqualTo(Donation.checked(din));
            wrong(structure).forEach(wrong -> assertThat(names(typed(wrong))).as(wrong).isFalse());
        });
    }

    @Test
    void a_typed_chain_of_identity_is_read_only_without_any_mistake() {
        eachSeed(random -> {
            CoiId coi = coi(random);
            for (String text : List.of(coi.printed(), "&/" + coi.printed())) {
                assertThat(Scans.chains(typed(text))).containsExactly(coi);
                wrong(text).forEach(wrong -> assertThat(names(typed(wrong))).as(wrong).isFalse());
            }
        });
    }

    /// The flags carry the check, so a mistake within the number is found. One in the flags leaves the number as it is. A swap over their
    /// border can make another number with flags that carry no check: a symbol's own error correction finds that, and no typing gets there.
    @Test
    void
            a_scanned_donation_number_is_never_another_one_but_by_a_swap_over_the_border_of_the_flags() {
        eachSeed(random -> {
            Din din = din(random);
            String scan = din.scan();
            for (String wrong : wrong(scan)) {
                boolean overTheBorder =
                        !wrong.startsWith(scan.substring(0, 13))
                                || wrong.charAt(13) != scan.charAt(13);
                List<Din> read = Scans.donations(scanned(wrong));
                boolean swappedLast = wrong.equals(swapped(scan, 13));
                if (swappedLast) {
                    assertThat(read.isEmpty() || !flagsCarryCheck(wrong)).as(wrong).isTrue();
                } else if (overTheBorder) {
                    assertThat(read).as(wrong).isEmpty();
                } else {
                    assertThat(read.isEmpty() || read.equals(List.of(din))).as(wrong).isTrue();
                }
            }
        });
    }

    @Test
    void the_chain_on_a_unit_s_label_and_a_registry_s_donor_are_held_to_their_check() {
        eachSeed(random -> {
            CoiId coi = coi(random);
            String unit = new UnitOfChain(coi, new MaterialId("LOT-7/1")).scan();
            var donor =
                    new RegistryDonor(
                            "%d%013d"
                                    .formatted(
                                            1000 + random.nextInt(9000),
                                            random.nextLong(1L << 40)));
            for (String wrong : wrong(unit.substring(2, 18))) {
                assertThat(names(scanned("&u" + wrong + unit.substring(18)))).as(wrong).isFalse();
            }
            for (String wrong : wrong(donor.id())) {
                assertThat(names(scanned("&:" + wrong + donor.scan().substring(19))))
                        .as(wrong)
                        .isFalse();
            }
        });
    }

    @Test
    void a_gs1_key_with_a_wrong_digit_is_refused() {
        Map.of("00", 18, "01", 14, "414", 13, "8018", 18, "402", 17, "8003", 14)
                .forEach((identifier, length) ->
                        eachSeed(random -> {
                            String key = key(random, identifier, length);
                            assertThat(gs1(identifier + key)).isInstanceOf(ElementString.class);
                            for (int i = 0; i < length; i++) {
                                for (char c = '0'; c <= '9'; c++) {
                                    String wrong = key.substring(0, i) + c + key.substring(i + 1);
                                    if (c != key.charAt(i)) {
                                        assertThat(gs1(identifier + wrong))
                                                .as(wrong)
                                                .isInstanceOf(Unreadable.class);
                                    }
                                }
                            }
                        }));
    }

    /// Modulo ten finds a swap unless the two digits differ by five. No GS1 key may be typed, where swaps come from; a reader's symbol has
    /// its own error correction.
    @Test
    void of_swapped_digits_of_a_gs1_key_those_alone_that_differ_by_five_are_not_found() {
        eachSeed(random -> {
            String key = key(random, "00", 18);
            for (int i = 0; i < key.length() - 1; i++) {
                int apart = Math.abs(key.charAt(i) - key.charAt(i + 1));
                String wrong = swapped(key, i);
                if (apart != 0) {
                    assertThat(gs1("00" + wrong) instanceof Unreadable)
                            .as(wrong)
                            .isEqualTo(apart != 5);
                }
                assertThat(typed("\u001d00" + wrong)).isInstanceOf(Unreadable.class);
                assertThat(typed("]C100" + wrong)).isInstanceOf(Unreadable.class);
            }
        });
    }

    private static void eachSeed(Consumer<SplittableRandom> check) {
        for (int seed = 0; seed < CONTENTS; seed++) {
            try {
                check.accept(new SplittableRandom(seed));
            } catch (AssertionError wrong) {
                throw new AssertionError("seed " + seed, wrong);
            }
        }
    }

    private static List<String> wrong(String text) {
        var all = new ArrayList<String>();
        for (int i = 0; i < text.length(); i++) {
            for (int j = 0; j < CHARACTERS.length(); j++) {
                char c = CHARACTERS.charAt(j);
                if (c != text.charAt(i)) {
                    all.add(text.substring(0, i) + c + text.substring(i + 1));
                }
            }
            if (i + 1 < text.length() && text.charAt(i) != text.charAt(i + 1)) {
                all.add(swapped(text, i));
            }
        }
        return all;
    }

    private static String swapped(String text, int at) {
        return text.substring(0, at)
                + text.charAt(at + 1)
                + text.charAt(at)
                + text.substring(at + 2);
    }

    private static boolean flagsCarryCheck(String scan) {
        String flags = scan.substring(scan.length() - 2);
        return flags.matches("[6-8][0-9]|9[0-6]");
    }

    private static boolean names(Decoded decoded) {
        return !Scans.structures(decoded).isEmpty();
    }

    private static Din din(SplittableRandom random) {
        return new Din("A99%d%08d".formatted(10 + random.nextInt(90), random.nextInt(100_000_000)));
    }

    private static CoiId coi(SplittableRandom random) {
        String serial = Long.toString(36L * 36 * 36 * 36 * 36 + random.nextLong(1L << 30), 36);
        return new CoiId(
                "CHA99%d%02d%s"
                        .formatted(
                                10 + random.nextInt(90),
                                random.nextInt(100),
                                serial.substring(0, 6).toUpperCase(java.util.Locale.ROOT)));
    }

    private static String key(SplittableRandom random, String identifier, int length) {
        var body = new StringBuilder(identifier.equals("8003") ? "0" : "");
        while (body.length() < length - 1) {
            body.append(random.nextInt(10));
        }
        String key = body.toString() + CheckDigit.of(body.toString());
        assertThat(new Element(ApplicationIdentifier.of(identifier).orElseThrow(), key).value())
                .isEqualTo(key);
        return key;
    }

    private static Decoded typed(String text) {
        return Scans.read(new Scan(Symbology.TYPED, text));
    }

    private static Decoded scanned(String text) {
        return Scans.read(new Scan(Symbology.DATA_MATRIX, text));
    }

    private static Decoded gs1(String text) {
        return Scans.read(new Scan(Symbology.GS1_128, text));
    }
}
