package io.unbroken.acceptance.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.wire.SentTelemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Batches of readings, as gateways send them, through a party's service to the log.
@Tag("one-platform")
class TelemetryTest {

    private static final String TOPIC = TopicCatalogue.TELEMETRY.name();
    private static final String ID = "6e1b6ca3-4ea5-4d41-9d2f-3c8f4a9a1d10";
    private static final int BOMB = 64 * 1024 * 1024;

    private static final String BLOCK =
            """
            {"id":"%s","logger":"LG-1","samples":[
            {"time":"2026-11-20T10:15:00Z","celsius":4.5},{"time":"2026-11-20T10:16:00Z","celsius":-999}]}\
            """
                    .formatted(ID);

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM =
            EmbeddedPlatform.brokerRegistryStore().with(Part.OIDC, Part.COLLECTION);

    private final RawLog log = new RawLog(PLATFORM.brokers());
    private final Device collection = Device.at(PLATFORM, Part.COLLECTION, "collection");

    @Test
    void json_and_avro_packed_or_not_say_the_same_and_are_on_the_log_once() throws Exception {
        // given
        int before = log.records(TOPIC).size();
        byte[] json = utf8("{\"blocks\":[" + BLOCK + "]}");
        byte[] avro = SentTelemetry.bytes(block());

        // when
        List<HttpResponse<String>> answers =
                List.of(
                        collection.post("/api/telemetry", "application/json", "identity", json),
                        collection.post("/api/telemetry", "application/json", "gzip", gzip(json)),
                        collection.post(
                                "/api/telemetry", "application/avro; schema=2", "gzip", gzip(avro)),
                        collection.post(
                                "/api/telemetry", "avro/binary;schema=2", "identity", avro));

        // then
        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                    assertThat(answer.body())
                            .isEqualTo(answers.getFirst().body())
                            .contains("\"receipt\"", "\"marked\":1");
                });
        assertThat(log.records(TOPIC)).hasSize(before + 1);
        assertThat(collection.get("/api/receipts/" + ID).statusCode()).isEqualTo(200);
    }

    @Test
    void each_block_has_its_own_answer() throws Exception {
        // given
        int before = log.records(TOPIC).size();
        String good = BLOCK.replace(ID, "6e1b6ca3-4ea5-4d41-9d2f-3c8f4a9a1d11");
        String wrong = BLOCK.replace("10:15:00Z", "10:15:00");

        // when
        HttpResponse<String> answer =
                collection.postJson(
                        "/api/telemetry", "{\"blocks\":[%s,%s]}".formatted(wrong, good));

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(207);
        assertThat(answer.body())
                .contains("\"status\":400", "\"field\":\"samples[0].time\"", "\"status\":201");
        assertThat(log.records(TOPIC)).hasSize(before + 1);
    }

    @Test
    void a_file_is_read_by_a_mapping_that_is_kept_under_a_name() throws Exception {
        // given
        int before = log.records(TOPIC).size();
        String file =
                """
                Time (UTC),Temperature (°C),Tilt (°),Shock (g),Light (lx),Battery (%),LN2 (%)
                2026-03-01 14:05,-190.5,12.5,0.1,0,88,71
                2026-03-01 14:06,-999,12.5,0.1,0,88,71
                """;

        // when
        HttpResponse<String> taken =
                collection.post(
                        "/api/loggers/LG-2/files?mapping=dry-shipper",
                        "text/csv",
                        "gzip",
                        gzip(utf8(file)));
        HttpResponse<String> unknown =
                collection.post("/api/loggers/LG-2/files?mapping=none", "text/csv", file);

        // then
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
        assertThat(taken.body()).contains("\"samples\":1", "\"marked\":1", "\"conditions\":10");
        assertThat(log.records(TOPIC)).hasSize(before + 3);
        refused(unknown, 400, "invalid-field");
    }

    @Test
    void the_description_of_the_service_has_batches_as_json_and_avro() throws Exception {
        assertThat(collection.get("/v3/api-docs").body())
                .contains("/api/telemetry", "application/avro", "BatchRequest", "loggerClock");
    }

    @Test
    void what_is_not_what_it_says_is_refused_whole() throws Exception {
        byte[] avro = SentTelemetry.bytes(block());
        byte[] bomb = gzip(new byte[BOMB]);

        assertThat(bomb.length).isLessThan(100_000);
        refused(
                collection.post("/api/telemetry", "application/json", "gzip", bomb),
                413,
                "too-large");
        refused(
                collection.post("/api/loggers/LG-1/blocks", "application/json", "gzip", bomb),
                413,
                "too-large");
        refused(
                collection.post("/api/telemetry", "application/json", "br", avro),
                415,
                "unsupported-media");
        refused(
                collection.post("/api/telemetry", "application/avro", "identity", avro),
                415,
                "unsupported-media");
        refused(
                collection.post("/api/telemetry", "application/avro;schema=999", "identity", avro),
                415,
                "unsupported-media");
        refused(
                collection.post(
                        "/api/telemetry",
                        "application/avro;schema=2",
                        "identity",
                        Arrays.copyOf(avro, avro.length - 1)),
                400,
                "malformed-body");
    }

    private static void refused(HttpResponse<String> answer, int status, String problem) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("/problems/" + problem);
    }

    private static TelemetryBlock block() {
        return new TelemetryBlock(
                new BlockId(ID),
                new LoggerId("LG-1"),
                TelemetryBlock.Source.LIVE,
                List.of(new Sample(Instant.parse("2026-11-20T10:15:00Z"), Celsius.parse("4.5"))),
                List.of(
                        new MarkedSample(
                                Instant.parse("2026-11-20T10:16:00Z"),
                                new Reading("-999.00"),
                                Mark.BEYOND_SENSOR)),
                Optional.empty(),
                TemperatureUnit.CELSIUS);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(plain);
        }
        return out.toByteArray();
    }
}
