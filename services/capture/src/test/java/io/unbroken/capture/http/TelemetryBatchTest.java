package io.unbroken.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.unbroken.capture.problem.Problem;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.testing.ModelValues;
import io.unbroken.schemas.wire.SentTelemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of readings on their way from a gateway's request to the record that is signed.
class TelemetryBatchTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final int SEEDS = 60;
    private static final int MINUTE = 60;

    private static final String BLOCK =
            """
            {"id":"0be7e886-65eb-355a-ad0c-a66f2a0ef438","logger":"LG-1",
             "samples":[{"time":"2026-11-20T10:15:00Z","celsius":4.605}]}\
            """;

    private final BatchReader reader = reader(NOW);

    @Test
    void readings_in_any_order_twice_in_overlapping_blocks_and_weeks_late_are_the_same_readings() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<Sample> truth = truth(random);
            BatchReader late = reader(NOW.plus(Duration.ofDays(random.nextInt(1, 60))));

            List<LoggerRecord> records = new ArrayList<>();
            for (List<Sample> part : parts(truth, random)) {
                Collections.shuffle(part, random);
                boolean binary = random.nextBoolean();
                byte[] body = binary ? avro(List.of(block(part))) : utf8(json(part, random));
                records.addAll(readable(binary ? late.values(body, newest()) : late.blocks(body)));
            }

            assertThat(readings(records)).as("seed %d", seed).isEqualTo(Readings.of(truth));
        }
    }

    @Test
    void the_same_block_gives_the_same_record_whenever_it_is_sent() {
        String block =
                BLOCK.replace(
                        "\"samples\"",
                        "\"readAt\":\"2026-11-20T10:00:00Z\",\"loggerClock\":\"2026-11-20T11:00:00+02:00\",\"samples\"");

        assertThat(reader(NOW.plus(Duration.ofDays(40))).blocks(batch(block)))
                .isEqualTo(reader.blocks(batch(block)));
    }

    @Test
    void one_wrong_block_does_not_spoil_the_others() {
        String wrong = BLOCK.replace("4.605", "\"warm\"");

        List<BatchPublisher.Block> blocks = reader.blocks(batch(BLOCK, wrong, "7", BLOCK));

        assertThat(readable(List.of(blocks.get(0), blocks.get(3)))).hasSize(2);
        var refused = (BatchPublisher.Refused) blocks.get(1);
        assertThat(refused.answer().id()).contains("0be7e886-65eb-355a-ad0c-a66f2a0ef438");
        assertThat(refused.answer().problem().orElseThrow().field()).contains("samples[0].celsius");
        assertThat(((BatchPublisher.Refused) blocks.get(2)).answer().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    "celsius":4.605  | "celsius":-300                         | BEYOND_SENSOR | -300.00
                    "celsius":4.605  | "celsius":151                          | BEYOND_SENSOR | 151.00
                    "celsius":4.605  | "fault":"E02"                          | SENSOR_FAULT  | E02
                    "celsius":4.605  | "fault":"NaN"                          | SENSOR_FAULT  | NaN
                    2026-11-20T10:15:00Z | 1970-01-01T00:10:00Z               | CLOCK_RESET   | 4.60
                    "samples"        | "readAt":"2026-11-20T09:00:00Z","samples" | CLOCK_AHEAD | 4.60
                    """)
    void what_cannot_be_true_is_recorded_and_marked(
            String part, String other, Mark mark, String reading) {
        var block = (TelemetryBlock) record(BLOCK.replace(part, other));

        assertThat(block.samples()).isEmpty();
        assertThat(block.marked()).extracting(MarkedSample::mark).containsExactly(mark);
        assertThat(block.marked().getFirst().reading().text()).isEqualTo(reading);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    2026-11-20T10:15:00Z | 2026-11-20T10:15:00          | samples[0].time
                    2026-11-20T10:15:00Z | 2026-11-20T12:11:00Z         | samples[0].time
                    2026-11-20T10:15:00Z | +99999-11-20T12:11:00Z       | samples[0].time
                    "celsius":4.605      | "celsius":"NaN"              | samples[0].celsius
                    "celsius":4.605      | "celsius":1e39               | samples[0].value
                    "celsius":4.605      | "celsius":4,"value":4        | samples[0].value
                    "celsius":4.605      | "fault":"4"                  | samples[0].fault
                    "celsius":4.605      | "fault":"Zora Canary 1970"   | samples[0].fault
                    "samples"            | "unit":"KELVIN","samples"    | samples[0].celsius
                    "samples"            | "unit":"RANKINE","samples"   | unit
                    "samples"            | "loggerClock":"2026-11-20T10:15:00Z","samples" | readAt
                    "samples"            | "readAt":"2026-11-20T12:11:00Z","samples" | readAt
                    "logger":"LG-1",     | ^^                           | logger
                    "LG-1"               | "?"                          | logger
                    "samples":[          | "conditions":[],"samples":[  | samples
                    "celsius":4.605}     | "celsius":4.605},null        | samples[1]
                    """)
    void what_is_malformed_is_refused_by_the_name_of_its_field(
            String part, String other, String field) {
        String block = BLOCK.replace(part, other == null ? "" : other);
        assertThat(block).isNotEqualTo(BLOCK);

        var refused = (BatchPublisher.Refused) reader.blocks(batch(block)).getFirst();

        assertThat(refused.answer().status()).isEqualTo(400);
        assertThat(refused.answer().problem().orElseThrow().field()).contains(field);
        assertThat(refused.answer().toString()).doesNotContain("Zora");
    }

    @Test
    void units_are_converted_and_a_wrong_word_for_the_unit_is_refused() {
        String kelvin =
                BLOCK.replace(
                        "\"celsius\":4.605}",
                        "\"value\":278.15},{\"time\":\"2026-11-20T10:16:00Z\",\"value\":278.25}");

        var block =
                (TelemetryBlock)
                        record(kelvin.replace("\"samples\"", "\"unit\":\"KELVIN\",\"samples\""));
        var refused = (BatchPublisher.Refused) reader.blocks(batch(kelvin)).getFirst();

        assertThat(block.samples())
                .extracting(Sample::temperature)
                .containsExactly(Celsius.parse("5.00"), Celsius.parse("5.10"));
        assertThat(refused.answer().problem().orElseThrow().field()).contains("unit");
    }

    @Test
    void a_clock_that_is_wrong_by_an_hour_is_set_right_and_its_word_is_kept() {
        var block =
                (TelemetryBlock)
                        record(
                                BLOCK.replace(
                                        "\"samples\"",
                                        "\"readAt\":\"2026-11-20T09:30:00Z\",\"loggerClock\":\"2026-11-20T10:30:00Z\",\"samples\""));

        assertThat(block.samples().getFirst().time()).isEqualTo("2026-11-20T09:15:00Z");
        assertThat(block.clock().orElseThrow().byLogger(block.samples().getFirst().time()))
                .isEqualTo("2026-11-20T10:15:00Z");
    }

    @Test
    void every_condition_is_taken_and_one_that_cannot_be_true_is_marked() {
        String conditions =
                """
                {"id":"0be7e886-65eb-355a-ad0c-a66f2a0ef438","logger":"LG-1","conditions":[
                 {"time":"2026-11-20T10:01:00Z","tilt":12.55},{"time":"2026-11-20T10:02:00Z","shock":2.5},
                 {"time":"2026-11-20T10:03:00Z","light":12},{"time":"2026-11-20T10:04:00Z","battery":88},
                 {"time":"2026-11-20T10:05:00Z","nitrogen":71},{"time":"2026-11-20T10:06:00Z","lid":"OPEN"},
                 {"time":"2026-11-20T10:07:00Z","position":{"latitude":47.3769,"longitude":8.5417,"accuracy":30}},
                 {"time":"2026-11-20T10:08:00Z","device":"STOPPED","code":"BAT"},
                 {"time":"2026-11-20T10:09:00Z","tilt":213},{"time":"1970-01-01T00:00:00Z","lid":"CLOSED"},
                 {"time":"2026-11-20T10:10:00Z","position":{"latitude":91,"longitude":8.5417,"accuracy":30}}]}\
                """;

        var block = (ConditionBlock) record(conditions);

        assertThat(block.conditions())
                .contains(
                        new Condition.Tilt(Instant.parse("2026-11-20T10:01:00Z"), 126),
                        new Condition.Position(
                                Instant.parse("2026-11-20T10:07:00Z"), 47_376_900, 8_541_700, 30));
        assertThat(block.conditions())
                .filteredOn(Condition.Marked.class::isInstance)
                .map(Condition.Marked.class::cast)
                .map(marked -> marked.quantity() + " " + marked.reading() + " " + marked.mark())
                .containsExactly(
                        "LID CLOSED CLOCK_RESET",
                        "TILT 213 BEYOND_SENSOR",
                        "POSITION 91,8.5417,30 BEYOND_SENSOR");
        assertThat(readable(reader.values(avro(List.of(block)), newest()))).containsExactly(block);
    }

    @Test
    void avro_is_read_by_the_version_that_it_names_and_marked_where_it_was_not() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var values = new ModelValues(seed);
            var sent =
                    List.<LoggerRecord>of(
                            values.value(TelemetryBlock.class), values.value(ConditionBlock.class));

            List<BatchPublisher.Block> blocks =
                    reader(Instant.parse("2027-06-01T00:00:00Z")).values(avro(sent), newest());

            List<LoggerRecord> read = readable(blocks);
            assertThat(read).as("seed %d", seed).hasSize(2);
            assertThat(read.getFirst())
                    .as("seed %d", seed)
                    .isEqualTo(((TelemetryBlock) sent.getFirst()).screened());
            assertThat(read.getLast())
                    .as("seed %d", seed)
                    .isEqualTo(((ConditionBlock) sent.getLast()).screened());
        }
    }

    @Test
    void avro_that_is_cut_off_or_of_another_version_or_too_much_is_refused_whole() {
        byte[] whole = avro(List.of(block(truth(new Random(1)).subList(0, 3))));
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);

            BadInput refused =
                    catchThrowableOfType(BadInput.class, () -> reader.values(cut, newest()));

            assertThat(refused).as("%d bytes", length).isNotNull();
            assertThat(refused.problem()).isEqualTo(Problem.MALFORMED_BODY);
        }
        assertThat(catchThrowableOfType(BadInput.class, () -> reader.values(new byte[0], newest())))
                .isNotNull();
    }

    @Test
    void a_packed_body_is_unpacked_and_a_bomb_is_not() {
        byte[] body = batch(BLOCK);
        byte[] bomb = gzip(new byte[TelemetryController.LARGEST_BATCH + 1]);

        assertThat(Body.unpacked(gzip(body), "gzip", TelemetryController.LARGEST_BATCH))
                .isEqualTo(body);
        assertThat(bomb.length).isLessThan(10_000);
        assertThat(refusal(bomb, "gzip").problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(refusal(body, "gzip").problem()).isEqualTo(Problem.MALFORMED_BODY);
        assertThat(refusal(Arrays.copyOf(gzip(body), 30), "gzip").problem())
                .isEqualTo(Problem.MALFORMED_BODY);
        assertThat(refusal(body, "br").problem()).isEqualTo(Problem.UNSUPPORTED_MEDIA);
    }

    private static BadInput refusal(byte[] body, String encoding) {
        return catchThrowableOfType(
                BadInput.class,
                () -> Body.unpacked(body, encoding, TelemetryController.LARGEST_BATCH));
    }

    /// A sample a minute, with a second value for some times.
    private static List<Sample> truth(Random random) {
        var samples = new ArrayList<Sample>();
        Instant time = Instant.parse("2026-09-01T00:00:00Z").plusSeconds(random.nextInt(100_000));
        for (int i = 0; i < random.nextInt(10, 400); i++) {
            time = time.plusSeconds(random.nextInt(5) == 0 ? 0 : MINUTE);
            samples.add(new Sample(time, new Celsius(random.nextInt(-20_000, 4_000))));
        }
        return samples;
    }

    /// Each sample in at least one part; parts overlap, repeat each other and come in any order.
    private static List<List<Sample>> parts(List<Sample> truth, Random random) {
        var parts = new ArrayList<List<Sample>>();
        int from = 0;
        while (from < truth.size()) {
            int until =
                    Math.min(truth.size(), from + random.nextInt(1, TelemetryBlock.MOST_SAMPLES));
            parts.add(new ArrayList<>(truth.subList(from, until)));
            from = random.nextInt(3) == 0 ? Math.max(from + 1, until - 5) : until;
        }
        if (random.nextBoolean()) {
            parts.add(new ArrayList<>(parts.getFirst()));
        }
        Collections.shuffle(parts, random);
        return parts;
    }

    private static String json(List<Sample> samples, Random random) {
        var offset = ZoneOffset.ofHours(random.nextInt(-12, 14));
        var text = new StringBuilder();
        for (Sample sample : samples) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(
                            "{\"time\":\"%s\",\"celsius\":%s}"
                                    .formatted(
                                            sample.time().atOffset(offset), sample.temperature()));
        }
        return "{\"blocks\":[{\"id\":\"%s\",\"logger\":\"LG-1\",\"samples\":[%s]}]}"
                .formatted(id(random), text);
    }

    private static TelemetryBlock block(List<Sample> samples) {
        return new TelemetryBlock(
                new BlockId("0be7e886-65eb-355a-ad0c-a66f2a0ef438"),
                new LoggerId("LG-1"),
                TelemetryBlock.Source.LIVE,
                samples);
    }

    private static UUID id(Random random) {
        return UUID.nameUUIDFromBytes(
                Long.toString(random.nextLong()).getBytes(StandardCharsets.US_ASCII));
    }

    private static Readings readings(List<LoggerRecord> records) {
        return records.stream()
                .map(record -> Readings.of(((TelemetryBlock) record).samples()))
                .reduce(Readings.none(), Readings::union);
    }

    private LoggerRecord record(String block) {
        return readable(reader.blocks(batch(block))).getFirst();
    }

    private static List<LoggerRecord> readable(List<BatchPublisher.Block> blocks) {
        assertThat(blocks).allMatch(BatchPublisher.Ready.class::isInstance);
        return blocks.stream().map(each -> ((BatchPublisher.Ready) each).record()).toList();
    }

    private static byte[] batch(String... blocks) {
        return utf8("{\"blocks\":[" + String.join(",", blocks) + "]}");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] avro(List<? extends LoggerRecord> records) {
        var out = new ByteArrayOutputStream();
        records.forEach(record -> out.writeBytes(SentTelemetry.bytes(record)));
        return out.toByteArray();
    }

    private static int newest() {
        return new SentTelemetry().newest();
    }

    private static byte[] gzip(byte[] plain) {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static BatchReader reader(Instant now) {
        return new BatchReader(new StrictJson(), intake(now));
    }

    static Intake intake(Instant now) {
        return new Intake(properties(""), Clock.fixed(now, ZoneOffset.UTC));
    }

    static CaptureProperties properties(String csvMappings) {
        return new CaptureProperties(
                PartyKind.COURIER,
                Set.of(),
                "courier-polar",
                "",
                "",
                "",
                "",
                "",
                "",
                Set.of(),
                "",
                "",
                "",
                Duration.ofMinutes(10),
                csvMappings);
    }
}
