package io.unbroken.custody.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.identity.Scan.Symbology;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class IdentifiersTest {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
    private static final String UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @Test
    void each_identifier_says_its_text_and_takes_no_text_of_another_form() {
        Map<String, Function<String, Identifier>> all =
                Map.ofEntries(
                        Map.entry("CHA999926000001", CoiId::new),
                        Map.entry("A999926123456", Din::new),
                        Map.entry("e3".repeat(32), ContentHash::new),
                        Map.entry("scanner-7", DeviceId::new),
                        Map.entry("BIO-3", EquipmentId::new),
                        Map.entry(UUID, EventId::new),
                        Map.entry("1" + UUID.substring(1), HandoffId::new),
                        Map.entry("00f1e2d3c4b5a697", KeyId::new),
                        Map.entry("RCPJ00010", LoggerId::new),
                        Map.entry("LOT-2026-00001/1", LabelSubject::new),
                        Map.entry("LOT-2026-00001", LotId::new),
                        Map.entry("A999926000001-S1128V00", MaterialId::new),
                        Map.entry("ORD-2026-000001", OrderId::new),
                        Map.entry("site-lindenhof", PartyId::new),
                        Map.entry("PTABCDEFGHIJKLMNOPQRSTUVWXYZ", PatientToken::new),
                        Map.entry("lin-0042", PersonId::new),
                        Map.entry("CHZRH-CARGO", PlaceId::new),
                        Map.entry("SYN-CART-19", ProfileId::new),
                        Map.entry("SEAL-88213", SealNumber::new),
                        Map.entry("DRY-00017", ShipperId::new));
        all.forEach((text, make) -> {
            assertThat(make.apply(text)).hasToString(text);
            assertThat(make.apply(text).value()).isEqualTo(text);
            for (String other : List.of("", "x y", text + "\n", text + " Meier", "ä")) {
                assertThatIllegalArgumentException()
                        .as("%s for %s", other, text)
                        .isThrownBy(() -> make.apply(other))
                        .withMessageContaining("found %d characters", other.length())
                        .withMessageNotContaining("Meier");
            }
        });
    }

    /// By the definition of ISO/IEC 7064: the weighted sum with the check character is 1 modulo 37.
    @Test
    void a_check_character_is_that_of_the_standard() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            String content = content(random, 1 + random.nextInt(20));
            char check = Mod37.of(content);
            assertThat(weighted(content + check)).as(content).isEqualTo(1);
            assertThat(Mod37.value(check)).isEqualTo(ALPHABET.indexOf(check));
        }
    }

    @Test
    void a_check_character_is_over_digits_and_capital_letters_alone() {
        assertThat(Mod37.of("Z")).isNotEqualTo(Mod37.of("0"));
        for (String other : List.of("*", "a", "A-1", "12 ")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Mod37.of(other));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mod37.of("AB*"))
                .withMessageContaining("position 3");
        assertThat(Mod37.value('*')).isEqualTo(36);
        assertThat(Mod37.value('0')).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Mod37.value('-'));
    }

    @Test
    void a_chain_of_identity_id_is_read_as_it_stands_printed_or_scanned() {
        CoiId id = CoiId.issue("A9999", 2026, 42);

        assertThat(id).hasToString("CHA999926000042");
        assertThat(id.printed()).isEqualTo("CHA999926000042" + id.check());
        assertThat(id.scan()).isEqualTo("&/CHA999926000042");
        assertThat(CoiId.parse("CHA999926000042")).isEqualTo(id);
        assertThat(CoiId.parse(id.printed())).isEqualTo(id);
        assertThat(CoiId.parse(id.scan())).isEqualTo(id);
        assertThat(CoiId.parse("&/" + id.printed())).isEqualTo(id);
        assertThat(id.check()).isEqualTo(Mod37.of("CHA999926000042"));
        assertThat(id).isLessThan(CoiId.issue("A9999", 2026, 43));
        assertThat(id).isGreaterThan(CoiId.issue("A9999", 2026, 41));
        char wrong = id.check() == '7' ? '8' : '7';
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CoiId.parse("CHA999926000042" + wrong))
                .withMessageContaining("expected " + id.check() + ", found " + wrong);
    }

    @Test
    void a_donation_is_the_same_whatever_its_flags() {
        var din = new Din("A999926123456");
        int flags = 60 + Mod37.value(din.check());

        assertThat(din.scan()).isEqualTo("=A999926123456" + flags);
        assertThat(Din.parse("A999926123456")).isEqualTo(din);
        assertThat(Din.parse("A999926123456" + din.check())).isEqualTo(din);
        assertThat(Din.parse(din.scan())).isEqualTo(din);
        // Flags below 60 and above 96, and those of letters, say something else.
        for (String other : List.of("00", "59", "97", "99", "A1", "1A", "/1", ":1")) {
            assertThat(Din.parse("=A999926123456" + other)).isEqualTo(din);
        }
    }

    @Test
    void a_donation_of_which_a_character_was_misread_is_refused() {
        var din = new Din("A999926123456");
        int flags = 60 + Mod37.value(din.check());

        for (int number = 60; number <= 96; number++) {
            int found = number;
            if (found != flags) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Din.parse("=A999926123456" + found))
                        .withMessageContaining("expected %d, found %d", flags, found);
            }
        }
        char wrong = din.check() == '7' ? '8' : '7';
        assertThatIllegalArgumentException().isThrownBy(() -> Din.parse("A999926123456" + wrong));
        assertThatIllegalArgumentException().isThrownBy(() -> Din.parse("=A999926123456"));
        assertThatIllegalArgumentException().isThrownBy(() -> Din.parse("+A99992612345600"));
    }

    @Test
    void a_scan_is_kept_as_it_was_read_up_to_a_length() {
        assertThat(new Scan(Symbology.TYPED, "x".repeat(Scan.LONGEST)).raw()).hasSize(256);
        assertThat(new Scan(Symbology.QR_CODE, "x").raw()).isEqualTo("x");
        for (String other : List.of("", "x".repeat(Scan.LONGEST + 1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Scan(Symbology.TYPED, other))
                    .withMessageContaining("found " + other.length());
        }
    }

    @Test
    void hashes_and_event_ids_have_one_order() {
        var low = new ContentHash("0".repeat(64));
        var high = new ContentHash("f".repeat(64));
        assertThat(low).isLessThan(high);
        assertThat(high).isGreaterThan(low);
        assertThat(new EventId(UUID)).isLessThan(new EventId("1" + UUID.substring(1)));
        assertThat(new EventId("1" + UUID.substring(1))).isGreaterThan(new EventId(UUID));
    }

    private static String content(SplittableRandom random, int length) {
        var content = new StringBuilder();
        for (int i = 0; i < length; i++) {
            content.append(ALPHABET.charAt(random.nextInt(36)));
        }
        return content.toString();
    }

    private static int weighted(String whole) {
        int sum = 0;
        int weight = 1;
        for (int i = whole.length() - 1; i >= 0; i--) {
            sum = (sum + weight * ALPHABET.indexOf(whole.charAt(i))) % 37;
            weight = weight * 2 % 37;
        }
        return sum;
    }
}
