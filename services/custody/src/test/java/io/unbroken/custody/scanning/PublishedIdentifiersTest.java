package io.unbroken.custody.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.coldchain.SharedData;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.Mod37;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.scanning.Decoded.Compound;
import io.unbroken.custody.scanning.Structure.Chain;
import io.unbroken.custody.scanning.Structure.Donation;
import io.unbroken.custody.scanning.Structure.EuropeanCode;
import io.unbroken.custody.scanning.Structure.RegistryDonor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The published examples, and wrong ones. They are not ours to publish; without them the tests say so and do not run.
final class PublishedIdentifiersTest {

    /// Of a donation, a chain of identity, or, in one row, neither: whoever computed that did not know the form.
    @Test
    void published_numbers_have_their_check_character_and_are_read_typed_and_scanned()
            throws IOException {
        List<String> lines = Files.readAllLines(SharedData.path("isbt128.csv"));
        assertThat(lines).hasSizeGreaterThan(50);
        int donations = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", 4);
            String content = cells[0];
            assertThat(Mod37.of(content)).as(line).isEqualTo(cells[1].charAt(0));
            Decoded typed = typed(content + cells[1]);
            if (content.startsWith("CH")) {
                assertThat(typed).as(line).isEqualTo(new Chain(new CoiId(content)));
                assertThat(scanned("&/" + content)).isEqualTo(typed);
            } else if (content.matches("[A-Z0-9]{3}[0-9]{10}")) {
                donations++;
                assertThat(typed).as(line).isEqualTo(new Donation(new Din(content), cells[2]));
                assertThat(scanned("=" + content + cells[2])).as(line).isEqualTo(typed);
                assertThat(scanned("=" + content + "00"))
                        .isEqualTo(new Donation(new Din(content), "00"));
            } else {
                assertThat(typed).as(line).isNotInstanceOf(Structure.class);
            }
        }
        assertThat(donations).isGreaterThan(50);
    }

    @Test
    void published_wrong_numbers_are_no_donations() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.path("isbt128-invalid.csv"));
        assertThat(lines).hasSizeGreaterThan(10);
        for (String line : lines.subList(1, lines.size())) {
            String wrong = line.split(",", 2)[0];
            assertThat(typed(wrong)).as(line).isNotInstanceOf(Structure.class);
            assertThatIllegalArgumentException().as(line).isThrownBy(() -> Din.parse(wrong));
        }
    }

    @Test
    void the_published_structures_are_read_and_written() throws IOException {
        String json = Files.readString(SharedData.path("isbt128.json"));
        each(
                json,
                "\"data_structure_001\": \"([^\"]+)\"",
                m -> assertThat(scanned(m.group(1))).isInstanceOf(Donation.class));
        each(
                json,
                "\"content\": \"(CH[^\"]+)\",\\s*\"value\": \\d+,\\s*\"check\": \"(.)\"",
                m -> {
                    var coi = new CoiId(m.group(1));
                    assertThat(coi.check()).isEqualTo(m.group(2).charAt(0));
                    assertThat(scanned("&/" + m.group(1))).isEqualTo(new Chain(coi));
                    assertThat(typed(m.group(1) + m.group(2))).isEqualTo(new Chain(coi));
                });
        each(
                json,
                "\"id17\": \"(\\d+)\",\\s*\"checksum\": \"(\\d+)\",\\s*\"data_structure_039\": \"([^\"]+)\"",
                m -> {
                    var donor = new RegistryDonor(m.group(1));
                    assertThat(donor.scan()).isEqualTo(m.group(3)).endsWith(m.group(2));
                    assertThat(scanned(m.group(3))).isEqualTo(donor);
                });
        each(
                json,
                "\"(\\d{6})\": \"(\\d{4}-\\d\\d-\\d\\d)\"",
                m -> {
                    LocalDate day = LocalDate.parse(m.group(2));
                    assertThat(OrdinalDay.read(m.group(1))).isEqualTo(day);
                    assertThat(OrdinalDay.written(day)).isEqualTo(m.group(1));
                });
        each(
                json,
                "\"di\": \"([^\"]+)\",\\s*\"pi\": \"([^\"]+)\"",
                m ->
                        assertThat(scanned("&,4" + m.group(1) + m.group(2)))
                                .isEqualTo(new EuropeanCode(m.group(1), m.group(2))));
        each(
                json,
                "\"body\": \"(\\d+)\",\\s*\"check\": \"(\\d)\"",
                m -> assertThat(CheckDigit.of(m.group(1))).isEqualTo(m.group(2).charAt(0)));
    }

    @Test
    void the_published_compound_message_is_read_part_by_part() throws IOException {
        String json = Files.readString(SharedData.path("isbt128.json"));
        each(
                json,
                "\"string\": \"(=\\+[^\"]+)\",\\s*\"len\": (\\d+),\\s*\"parts\": \\[([^]]+)]",
                m -> {
                    assertThat(m.group(1)).hasSize(Integer.parseInt(m.group(2)));
                    Compound compound = (Compound) scanned(m.group(1));
                    assertThat(compound.parts().stream().map(Structure::scan).toList())
                            .isEqualTo(
                                    List.of(m.group(3).split(",", -1)).stream()
                                            .map(part -> part.strip().replace("\"", ""))
                                            .toList());
                    assertThat(compound.scan()).isEqualTo(m.group(1));
                    assertThat(Scans.label(compound)).isPresent();
                });
    }

    private static void each(String json, String pattern, Consumer<Matcher> check) {
        Matcher matcher = Pattern.compile(pattern).matcher(json);
        assertThat(matcher.find()).as(pattern).isTrue();
        do {
            check.accept(matcher);
        } while (matcher.find());
    }

    private static Decoded typed(String text) {
        return Scans.read(new Scan(Symbology.TYPED, text));
    }

    private static Decoded scanned(String text) {
        return Scans.read(new Scan(Symbology.DATA_MATRIX, text));
    }
}
