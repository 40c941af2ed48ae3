package io.unbroken.tracking.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.FileHash;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.SealedRecord;
import io.unbroken.schemas.wire.TelemetryWriter;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Blocks as parties sign them, in chains that may have been torn, mixed and changed, come out of the store as the bytes that they were.
final class SignedBlocksPackedTest {

    private static final int SEEDS = 400;
    private static final int MOST_BLOCKS = 12;
    private static final int HOURS = 24;
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final PartyId SITE = new PartyId("party-collection");

    private static final SchemaRegistryClient REGISTRY = new MockSchemaRegistryClient();

    private final Map<String, ChainPosition> positions = new HashMap<>();

    @BeforeAll
    static void register() throws IOException, RestClientException {
        SchemaRegistration.register(REGISTRY);
    }

    @Test
    void whatever_was_signed_comes_out_as_it_was() {
        for (long seed = 0; seed < SEEDS; seed++) {
            List<KeptBlock> blocks = blocks(new Random(seed));

            assertThat(PackedBlocks.unpack(PackedBlocks.pack(blocks)))
                    .as("seed %d", seed)
                    .isEqualTo(blocks);
        }
    }

    @Test
    void of_records_that_were_torn_or_changed_nothing_is_mended() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<KeptBlock> blocks = new ArrayList<>(blocks(random));
            if (random.nextBoolean()) {
                Collections.shuffle(blocks, random);
            }
            blocks.removeIf(_ -> random.nextInt(4) == 0);
            blocks.replaceAll(block -> random.nextInt(3) == 0 ? changed(block, random) : block);

            assertThat(PackedBlocks.unpack(PackedBlocks.pack(blocks)))
                    .as("seed %d", seed)
                    .isEqualTo(blocks);
        }
    }

    @Test
    void packed_bytes_of_which_one_bit_was_changed_are_refused() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            List<KeptBlock> blocks = blocks(random);
            byte[] changed = PackedBlocks.pack(blocks);
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));

            assertThatIllegalArgumentException()
                    .as("seed %d", seed)
                    .isThrownBy(() -> PackedBlocks.unpack(changed));
        }
    }

    @Test
    void packed_bytes_that_were_cut_off_are_refused() {
        byte[] packed = PackedBlocks.pack(blocks(new Random(7)));
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatIllegalArgumentException().isThrownBy(() -> PackedBlocks.unpack(cut));
        }
    }

    @Test
    void of_a_whole_chain_neither_statements_nor_hashes_are_kept() {
        var day = new ArrayList<KeptBlock>();
        for (int hour = 0; hour < HOURS; hour++) {
            day.add(kept(1, readings("L-1", hour, new Random(hour)), hour));
        }
        var random = new Random(1);

        int packed = PackedBlocks.pack(day).length;
        day.replaceAll(block -> new KeptBlock(hash(random).substring(0, 22), block.record()));
        int withStatements = PackedBlocks.pack(day).length;
        day.replaceAll(block ->
                new KeptBlock(
                        block.statement(), with(block.record(), "ub-previous", hash(random))));
        int withHashes = PackedBlocks.pack(day).length;

        assertThat(withStatements - packed).isGreaterThan(HOURS * 10);
        assertThat(withHashes - withStatements).isGreaterThan((HOURS - 2) * 31);
    }

    private static String hash(Random random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// By one to three keys, of one or two loggers, of all kinds.
    private List<KeptBlock> blocks(Random random) {
        positions.clear();
        var blocks = new ArrayList<KeptBlock>();
        int keys = random.nextInt(1, 4);
        for (int i = random.nextInt(1, MOST_BLOCKS); i > 0; i--) {
            String logger = "L-" + random.nextInt(2);
            int number = random.nextInt(1_000);
            LoggerRecord said =
                    switch (random.nextInt(4)) {
                        case 0 -> conditions(logger, number);
                        case 1 -> report(logger, number);
                        default -> readings(logger, number, random);
                    };
            blocks.add(kept(random.nextInt(keys), said, blocks.size()));
        }
        return blocks;
    }

    private KeptBlock kept(int key, LoggerRecord said, int offset) {
        byte[] seed = new byte[32];
        seed[0] = (byte) (key + 1);
        SigningKey signer = SigningKey.of(seed);
        String chain = signer.id() + "/" + said.logger();
        SealedRecord sealed =
                new TelemetryWriter(REGISTRY, signer, SITE)
                        .write(said, positions.getOrDefault(chain, ChainPosition.first()), START);
        positions.put(chain, sealed.next());
        var record =
                new LogRecord(
                        new LogPosition(new LogPartition(sealed.record().topic(), 2), offset),
                        START.plusMillis(17L * offset),
                        Optional.of(Bytes.of(sealed.record().key())),
                        Optional.of(Bytes.of(sealed.record().value())),
                        StreamSupport.stream(sealed.record().headers().spliterator(), false)
                                .map(header ->
                                        new LogHeader(
                                                header.key(),
                                                Optional.of(Bytes.of(header.value()))))
                                .toList());
        return new KeptBlock(
                KeptBlock.statement(said.id().value(), sealed.content(), signer.id()), record);
    }

    private static TelemetryBlock readings(String logger, int number, Random random) {
        var samples = new ArrayList<Sample>();
        for (int minute = 0; minute < 60; minute++) {
            samples.add(
                    new Sample(
                            START.plusSeconds(3_600L * number + 60L * minute),
                            new Celsius(500 + 10 * random.nextInt(2))));
        }
        return new TelemetryBlock(
                id(number), new LoggerId(logger), TelemetryBlock.Source.LIVE, samples);
    }

    private static ConditionBlock conditions(String logger, int number) {
        return new ConditionBlock(
                id(number),
                new LoggerId(logger),
                TelemetryBlock.Source.LIVE,
                List.of(new Condition.Tilt(START.plusSeconds(number), 120)),
                Optional.empty());
    }

    private static DeviceReport report(String logger, int number) {
        return new DeviceReport(
                id(number),
                new LoggerId(logger),
                new FileHash("a".repeat(64)),
                Optional.of(0),
                Optional.empty(),
                List.of());
    }

    private static BlockId id(int number) {
        return new BlockId("00000000-0000-4000-8000-%012d".formatted(number));
    }

    private static KeptBlock changed(KeptBlock block, Random random) {
        LogRecord record = block.record();
        return switch (random.nextInt(8)) {
            case 0 -> new KeptBlock("another", record);
            case 1 -> new KeptBlock(block.statement(), with(record, "ub-previous", "0".repeat(64)));
            case 2 -> new KeptBlock(block.statement(), with(record, "ub-previous", "A".repeat(64)));
            case 3 -> new KeptBlock(block.statement(), with(record, "ub-sequence", "one"));
            case 4 -> new KeptBlock(block.statement(), with(record, "ub-signature", "AA"));
            case 5 -> new KeptBlock(block.statement(), with(record, "ub-key", "nobody's"));
            case 6 -> new KeptBlock(block.statement(), twice(record));
            default -> new KeptBlock(block.statement(), with(record, "ce_id", "\u0000"));
        };
    }

    private static LogRecord with(LogRecord record, String name, String value) {
        return with(
                record,
                record.headers().stream()
                        .map(header ->
                                header.name().equals(name)
                                        ? new LogHeader(
                                                name,
                                                Optional.of(
                                                        Bytes.of(
                                                                value.getBytes(
                                                                        StandardCharsets.UTF_8))))
                                        : header)
                        .toList());
    }

    private static LogRecord twice(LogRecord record) {
        var headers = new ArrayList<>(record.headers());
        headers.addAll(record.headers());
        return with(record, headers);
    }

    private static LogRecord with(LogRecord record, List<LogHeader> headers) {
        return new LogRecord(
                record.position(), record.recordTime(), record.key(), record.value(), headers);
    }
}
