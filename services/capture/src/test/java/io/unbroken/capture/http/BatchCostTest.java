package io.unbroken.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.wire.SentTelemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What a sample costs from a request's bytes to the record that is signed: 100 blocks of 60 samples a minute apart, slowly changing.
///
///     mvn -pl services/capture test -Dtest=BatchCostTest -Dunbroken.measure=true
@EnabledIfSystemProperty(named = "unbroken.measure", matches = "true")
class BatchCostTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final int BLOCKS = 100;
    private static final int SAMPLES = 60;
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 100;

    @Test
    void decoding() throws IOException {
        BatchReader reader = TelemetryBatchTest.reader(NOW);
        List<TelemetryBlock> blocks = blocks();
        byte[] json = json(blocks);
        byte[] avro = avro(blocks);
        int version = reader.newest();

        report("JSON", json, body -> reader.blocks(body).size());
        report("JSON, gzip", gzip(json), body -> reader.blocks(unpacked(body)).size());
        report("Avro", avro, body -> reader.values(body, version).size());
        report("Avro, gzip", gzip(avro), body -> reader.values(unpacked(body), version).size());
    }

    private static void report(String form, byte[] body, ToIntFunction<byte[]> decode) {
        for (int i = 0; i < WARM_UP; i++) {
            assertThat(decode.applyAsInt(body)).isEqualTo(BLOCKS);
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            int decoded = decode.applyAsInt(body);
            best = Math.min(best, System.nanoTime() - begin);
            assertThat(decoded).isEqualTo(BLOCKS);
        }
        System.out.printf(
                "%-10s %6.2f bytes and %6.0f ns a sample (best of %d)%n",
                form,
                (double) body.length / (BLOCKS * SAMPLES),
                (double) best / (BLOCKS * SAMPLES),
                ROUNDS);
    }

    private static byte[] unpacked(byte[] body) {
        return Body.unpacked(body, "gzip", TelemetryController.LARGEST_BATCH);
    }

    private static List<TelemetryBlock> blocks() {
        var random = new SplittableRandom(1);
        var blocks = new ArrayList<TelemetryBlock>();
        for (int i = 0; i < BLOCKS; i++) {
            var samples = new ArrayList<Sample>();
            int hundredths = -15_000;
            for (int j = 0; j < SAMPLES; j++) {
                hundredths += random.nextInt(-10, 11);
                samples.add(
                        new Sample(NOW.minusSeconds(60L * (SAMPLES - j)), new Celsius(hundredths)));
            }
            var id = UUID.nameUUIDFromBytes(("block " + i).getBytes(StandardCharsets.US_ASCII));
            blocks.add(
                    new TelemetryBlock(
                            new BlockId(id.toString()),
                            new LoggerId("LOGGER-" + i),
                            TelemetryBlock.Source.LIVE,
                            samples));
        }
        return blocks;
    }

    private static byte[] json(List<TelemetryBlock> blocks) {
        var texts = new ArrayList<String>();
        for (TelemetryBlock block : blocks) {
            List<String> samples =
                    block.samples().stream()
                            .map(each ->
                                    "{\"time\":\"%s\",\"celsius\":%s}"
                                            .formatted(each.time(), each.temperature()))
                            .toList();
            texts.add(
                    "{\"id\":\"%s\",\"logger\":\"%s\",\"samples\":[%s]}"
                            .formatted(block.id(), block.logger(), String.join(",", samples)));
        }
        return "{\"blocks\":[%s]}"
                .formatted(String.join(",", texts))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] avro(List<TelemetryBlock> blocks) {
        var out = new ByteArrayOutputStream();
        blocks.forEach(block -> out.writeBytes(SentTelemetry.bytes(block)));
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(plain);
        }
        return out.toByteArray();
    }
}
