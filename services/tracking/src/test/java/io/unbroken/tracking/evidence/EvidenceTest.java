package io.unbroken.tracking.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.tiles.EntryLog;
import io.unbroken.ledger.tiles.TileWriter;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.SignedReadings;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.JourneySummary;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.Knowledge;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.verifier.Result;
import io.unbroken.verifier.Unproven;
import io.unbroken.verifier.Verification;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.Bundle;
import io.unbroken.verifier.maker.NotSealed;
import io.unbroken.verifier.maker.SealedLog;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceTest {

    private static final Instant NOW = Instant.parse("2026-03-03T08:00:00Z");

    @TempDir private Path directory = Path.of("");

    private final World world = new World();
    private final Journey journey = new Journey(world, 1, 1);
    private final ReadStore store = new ReadStore();

    @Test
    void what_tracking_gives_holds() throws IOException {
        // given
        journey.tell(3);
        world.log().seal();
        journey.tell(20);
        new Journey(world, 2, 1).tell(20);
        seal();
        record();

        // when
        Bundle bundle = evidence().of(journey.coi()).orElseThrow();
        var out = new ByteArrayOutputStream();
        bundle.write(out, Optional.of(1L));

        // then
        Result result =
                Verification.of(
                        new ByteArrayInputStream(out.toByteArray()),
                        world.trust(),
                        Optional.empty());
        assertThat(result.line()).startsWith("HOLDS");
        assertThat(bundle.history().thermal()).isNotEmpty();
    }

    @Test
    void what_is_not_sealed_yet_is_to_be_asked_for_again() throws IOException {
        // given
        journey.tell(5);
        seal();
        journey.tell(1);
        record();

        // then
        assertThatThrownBy(() -> evidence().of(journey.coi()))
                .isInstanceOfSatisfying(
                        NotYet.class,
                        notYet -> {
                            assertThat(notYet.getBody().getStatus()).isEqualTo(503);
                            assertThat(notYet.getHeaders().getFirst("Retry-After")).isEqualTo("2");
                            assertThat(notYet.getBody().getType()).hasPath("/problems/not-sealed");
                        });
    }

    @Test
    void nobody_gets_a_history_that_the_records_do_not_give() throws IOException {
        // given
        journey.tell(20);
        seal();
        record();
        store.journeys.computeIfPresent(
                journey.coi(),
                (_, document) ->
                        new JourneyDocument(
                                document.coi(),
                                document.version(),
                                document.known(),
                                document.boot(),
                                document.inbox(),
                                Bytes.of("{}".getBytes(StandardCharsets.US_ASCII)),
                                document.summary(),
                                document.updatedAt()));

        // then
        assertThatThrownBy(() -> evidence().of(journey.coi()))
                .isInstanceOfSatisfying(
                        NotYet.class,
                        notYet ->
                                assertThat(notYet.getBody().getType())
                                        .hasPath("/problems/not-settled"));
    }

    @Test
    void a_journey_that_nobody_knows_has_none() throws IOException {
        seal();
        assertThat(evidence().of(journey.coi())).isEmpty();
    }

    @Test
    void the_page_for_people_is_set_on_paper() throws IOException {
        // given
        journey.tell(20);
        seal();
        record();
        Bundle bundle = evidence().of(journey.coi()).orElseThrow();

        // when
        String page = new EvidencePage(bundle, "ab".repeat(32)).xhtml(EvidencePdf.style());
        Path pdf = directory.resolve("evidence.pdf");
        try (var out = Files.newOutputStream(pdf)) {
            EvidencePdf.write(page, out);
        }

        // then
        keep(pdf);
        assertThat(page).contains("no readings");
        assertThat(text(pdf))
                .contains("Evidence of " + journey.coi())
                .contains("Chain of custody")
                .contains("party-courier")
                .contains("°C")
                .contains("Handoff released")
                .contains("unbroken.test/log");
    }

    private Evidence evidence() {
        return new Evidence(
                store.store(),
                new LedgerFiles(directory),
                (partition, first, end, wanted) ->
                        world.log().records(partition.topic()).stream()
                                .filter(record -> record.partition() == partition.partition())
                                .filter(record -> record.offset() >= first && record.offset() < end)
                                .map(EvidenceTest::logged)
                                .filter(wanted)
                                .toList(),
                world.schemas(),
                world.trust().root());
    }

    // As the sealer leaves it on the disk.
    private void seal() {
        SealedLog sealed = world.log().seal();
        var files = new DurableFiles(FileOperations.disk(), directory);
        long size = sealed.master().size();
        DurableFiles master = files.below("master");
        master.createFrom(directory);
        EntryLog entries = EntryLog.open(master);
        for (long i = entries.size(); i < size; i++) {
            entries.append(sealed.entry(i).bytes());
        }
        Set<TreeName> names = new TreeSet<>();
        for (long i = 0; i < size; i++) {
            sealed.entry(i).heads().forEach(head -> names.add(head.tree()));
        }
        for (TreeName name : names) {
            Tree tree = sealed.tree(name).orElseThrow().tree();
            DurableFiles own = files.below(name.toString());
            own.createFrom(directory);
            List<Hash> leaves = new ArrayList<>();
            for (long i = 0; i < tree.size(); i++) {
                leaves.add(tree.hashes().subtree(0, i));
            }
            TileWriter.open(own).append(0, leaves);
        }
        files.replace("master/checkpoint", sealed.note().bytes());
    }

    // As the recorder leaves it in the store.
    private void record() {
        List<KeptEvent> inbox = new ArrayList<>();
        Map<LoggerId, Set<LocalDate>> days = new HashMap<>();
        for (StoredRecord record : world.log().records(TopicCatalogue.TELEMETRY.name())) {
            var logger = new LoggerId(text(record.key()));
            for (int day = 1; day <= 4; day++) {
                var id = new BucketId(logger, LocalDate.of(2026, 3, day));
                store.buckets.merge(
                        id,
                        new BucketDocument(
                                id,
                                1,
                                1,
                                List.of(new KeptBlock(record.position(), logged(record))),
                                Optional.empty()),
                        EvidenceTest::union);
                days.computeIfAbsent(logger, _ -> new TreeSet<>()).add(id.day());
            }
            days.computeIfAbsent(logger, _ -> new TreeSet<>()).add(SignedReadings.REPORTS);
        }
        days.forEach((logger, all) ->
                store.loggers.put(
                        logger, new LoggerDocument(logger, 1, Set.of(), all, Optional.empty())));
        for (PartyKind kind : PartyKind.values()) {
            for (StoredRecord record : world.log().records(TopicCatalogue.events(kind).name())) {
                if (text(record.key()).equals(journey.coi().value())) {
                    inbox.add(new KeptEvent(statement(record), logged(record)));
                }
            }
        }
        store.journeys.put(
                journey.coi(),
                new JourneyDocument(
                        journey.coi(),
                        1,
                        new Knowledge(1, 1),
                        "run-1",
                        inbox,
                        history(),
                        summary(),
                        NOW));
    }

    private Bytes history() {
        try {
            return Bytes.of(
                    world.maker(journey.coi(), journey.loggers(), world.log().seal())
                            .bundle()
                            .history()
                            .canonical());
        } catch (Unproven | NotSealed e) {
            throw new IllegalStateException(e);
        }
    }

    private static JourneySummary summary() {
        return new JourneySummary(
                "ORDERED",
                JourneyState.PROVISIONAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new TreeSet<>(),
                Optional.empty(),
                List.of(),
                0,
                0);
    }

    // For who wants to look at it.
    private static void keep(Path pdf) throws IOException {
        Files.copy(pdf, Path.of("target/evidence.pdf"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static KeptEvent.Statement statement(StoredRecord record) {
        return new KeptEvent.Statement(
                new EventId(header(record, "ce_id")),
                new ContentHash("0".repeat(64)),
                new KeyId(header(record, "ub-key")),
                Long.parseLong(header(record, "ub-sequence")));
    }

    private static String header(StoredRecord record, String name) {
        return record.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header -> text(header.value()))
                .findFirst()
                .orElseThrow();
    }

    private static LogRecord logged(StoredRecord record) {
        return new LogRecord(
                new LogPosition(
                        new LogPartition(record.topic(), record.partition()), record.offset()),
                Instant.ofEpochMilli(record.time()),
                record.key().map(EvidenceTest::bytes),
                record.value().map(EvidenceTest::bytes),
                record.headers().stream()
                        .map(header ->
                                new LogHeader(
                                        header.name(), header.value().map(EvidenceTest::bytes)))
                        .toList());
    }

    private static BucketDocument union(BucketDocument one, BucketDocument other) {
        List<KeptBlock> blocks = new ArrayList<>(one.blocks());
        blocks.addAll(other.blocks());
        return new BucketDocument(one.id(), 1, 1, blocks, Optional.empty());
    }

    private static Bytes bytes(String base64) {
        return Bytes.of(Base64.getDecoder().decode(base64));
    }

    private static String text(Optional<String> base64) {
        return new String(Base64.getDecoder().decode(base64.orElseThrow()), StandardCharsets.UTF_8);
    }
}
