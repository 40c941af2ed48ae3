package io.unbroken.tracking.store;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.KeptEvent.Statement;
import io.unbroken.tracking.store.Progress.Point;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;

/// Documents as the store has them: the names of fields stand here and nowhere else, except in queries on the plain fields
/// of a journey, which [JourneyList] has.
final class Documents {

    private Documents() {}

    static Document of(JourneyDocument journey) {
        Document document = of(journey.summary());
        document.put("_id", journey.coi().value());
        document.put("version", journey.version());
        document.put("keys", journey.known().keys());
        document.put("editions", journey.known().editions());
        document.put("boot", journey.boot());
        document.put("updatedAt", Date.from(journey.updatedAt()));
        document.put("inbox", journey.inbox().stream().map(Documents::of).toList());
        document.put("history", new Binary(journey.history().array()));
        document.put(
                "last", ListedJourney.last(journey.inbox()).stream().map(Documents::of).toList());
        return document;
    }

    static JourneyDocument journey(Document document) {
        return new JourneyDocument(
                new CoiId(document.getString("_id")),
                document.getLong("version"),
                new Knowledge(document.get("keys", 0L), document.get("editions", 0L)),
                document.get("boot", ""),
                document.getList("inbox", Document.class).stream()
                        .map(Documents::keptEvent)
                        .toList(),
                Bytes.of(document.get("history", Binary.class).getData()),
                summary(document),
                document.getDate("updatedAt").toInstant());
    }

    static ListedJourney listed(Document document) {
        return new ListedJourney(
                new CoiId(document.getString("_id")),
                document.getLong("version"),
                summary(document),
                instant(document, "updatedAt"),
                // A version that was written before there were any has none.
                document.getList("last", Document.class, List.of()).stream()
                        .map(Documents::position)
                        .toList());
    }

    private static Document of(LogPosition position) {
        return new Document("topic", position.partition().topic())
                .append("partition", position.partition().partition())
                .append("offset", position.offset());
    }

    private static LogPosition position(Document document) {
        return new LogPosition(
                new LogPartition(document.getString("topic"), document.getInteger("partition")),
                document.getLong("offset"));
    }

    private static Document of(JourneySummary summary) {
        var document =
                new Document("stage", summary.stage())
                        .append("state", summary.state().name())
                        .append("holds", summary.holds())
                        .append("findings", summary.findings().stream().map(Enum::name).toList())
                        .append("events", summary.events())
                        .append("samples", summary.samples());
        summary.holder().ifPresent(holder -> document.append("holder", holder));
        summary.since().ifPresent(since -> document.append("since", Date.from(since)));
        summary.product().ifPresent(product -> document.append("product", product));
        summary.worst().ifPresent(worst -> document.append("worst", worst.name()));
        Shipment shipment = summary.shipment();
        shipment.shipper().ifPresent(shipper -> document.append("shipper", shipper));
        shipment.qualifiedUntil()
                .ifPresent(until -> document.append("qualifiedUntil", Date.from(until)));
        shipment.place().ifPresent(place -> document.append("place", place));
        shipment.placeSince().ifPresent(since -> document.append("placeSince", Date.from(since)));
        if (!summary.watches().isEmpty()) {
            document.append("watches", TelemetryDocuments.of(summary.watches()));
        }
        if (!summary.parties().isEmpty()) {
            document.append(
                    "parties", summary.parties().stream().map(PartyId::value).sorted().toList());
        }
        return document;
    }

    static JourneySummary summary(Document document) {
        return new JourneySummary(
                document.getString("stage"),
                // A version that was written before there were any has none.
                JourneyState.valueOf(document.get("state", JourneyState.PROVISIONAL.name())),
                optional(document, "holder", String.class, Function.identity()),
                optional(document, "since", Date.class, Date::toInstant),
                optional(document, "product", String.class, Function.identity()),
                document.getList("holds", String.class),
                document.getList("findings", String.class).stream()
                        .map(FindingCode::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new)),
                optional(document, "worst", String.class, Severity::valueOf),
                TelemetryDocuments.watches(document.getList("watches", Document.class, List.of())),
                document.getInteger("events"),
                document.getInteger("samples"),
                new Shipment(
                        optional(document, "shipper", String.class, Function.identity()),
                        optional(document, "qualifiedUntil", Date.class, Date::toInstant),
                        optional(document, "place", String.class, Function.identity()),
                        optional(document, "placeSince", Date.class, Date::toInstant)),
                parties(document));
    }

    /// A version that was written before they were kept names none.
    static Set<PartyId> parties(Document document) {
        return document.getList("parties", String.class, List.of()).stream()
                .map(PartyId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Document of(KeptEvent event) {
        return new Document("id", event.statement().id().value())
                .append("content", event.statement().content().value())
                .append("key", event.statement().key().value())
                .append("sequence", event.statement().sequence())
                .append("record", of(event.record()));
    }

    private static KeptEvent keptEvent(Document document) {
        return new KeptEvent(
                new Statement(
                        new EventId(document.getString("id")),
                        new ContentHash(document.getString("content")),
                        new KeyId(document.getString("key")),
                        document.getLong("sequence")),
                record(document.get("record", Document.class)));
    }

    static Document of(BucketDocument bucket) {
        var document =
                new Document("_id", bucket.id().id())
                        .append("version", bucket.version())
                        .append("keys", bucket.keys())
                        .append("blocks", new Binary(PackedBlocks.pack(bucket.blocks())));
        bucket.digest()
                .ifPresent(digest -> document.append("digest", TelemetryDocuments.of(digest)));
        return document;
    }

    static BucketDocument bucket(Document document) {
        BucketHead head = head(document);
        return new BucketDocument(
                head.id(),
                document.getLong("version"),
                head.keys(),
                PackedBlocks.unpack(document.get("blocks", Binary.class).getData()),
                head.digest());
    }

    static BucketHead head(Document document) {
        String[] id = document.getString("_id").split("/", 2);
        return new BucketHead(
                new BucketId(new LoggerId(id[0]), LocalDate.parse(id[1])),
                document.get("keys", 0L),
                optional(document, "digest", Document.class, TelemetryDocuments::digest));
    }

    static Set<CoiId> claimants(Document document) {
        return document.getList("journeys", String.class, List.of()).stream()
                .map(CoiId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Document of(QuarantinedRecord quarantined) {
        return new Document("_id", quarantined.record().position().id())
                .append("partition", quarantined.record().position().partition().id())
                .append("reason", quarantined.reason())
                .append("detail", quarantined.detail())
                .append("retriable", quarantined.retriable())
                .append("record", of(quarantined.record()));
    }

    static QuarantinedRecord quarantined(Document document) {
        return new QuarantinedRecord(
                record(document.get("record", Document.class)),
                document.getString("reason"),
                document.getString("detail"),
                document.getBoolean("retriable"));
    }

    static Document of(LogPartition partition, Progress progress) {
        return new Document("_id", partition.id())
                .append("next", progress.next())
                .append("frontier", new Binary(progress.frontier().bytes()))
                .append("generation", progress.generation())
                .append("boot", progress.boot())
                .append("safe", of(progress.safe()))
                .append("candidate", of(progress.candidate()));
    }

    private static Document of(Point point) {
        return new Document("next", point.next())
                .append("frontier", new Binary(point.frontier().bytes()))
                .append("at", Date.from(point.at()));
    }

    static Progress progress(Document document) {
        return new Progress(
                frontier(document),
                document.getLong("generation"),
                document.getString("boot"),
                point(document.get("safe", Document.class)),
                point(document.get("candidate", Document.class)));
    }

    private static Point point(Document document) {
        return new Point(frontier(document), instant(document, "at"));
    }

    private static Frontier frontier(Document document) {
        Frontier frontier = Frontier.of(document.get("frontier", Binary.class).getData());
        if (frontier.size() != document.getLong("next")) {
            throw new IllegalStateException(
                    "expected a frontier of the %d records before next, found one of %d"
                            .formatted(document.getLong("next"), frontier.size()));
        }
        return frontier;
    }

    private static Document of(LogRecord record) {
        var document =
                new Document("topic", record.position().partition().topic())
                        .append("partition", record.position().partition().partition())
                        .append("offset", record.position().offset())
                        .append("time", Date.from(record.recordTime()))
                        .append("headers", record.headers().stream().map(Documents::of).toList());
        record.key().ifPresent(key -> document.append("key", new Binary(key.array())));
        record.value().ifPresent(value -> document.append("value", new Binary(value.array())));
        return document;
    }

    private static LogRecord record(Document document) {
        return new LogRecord(
                new LogPosition(
                        new LogPartition(
                                document.getString("topic"), document.getInteger("partition")),
                        document.getLong("offset")),
                document.getDate("time").toInstant(),
                optional(document, "key", Binary.class, Documents::bytes),
                optional(document, "value", Binary.class, Documents::bytes),
                document.getList("headers", Document.class).stream()
                        .map(Documents::header)
                        .toList());
    }

    private static Document of(LogHeader header) {
        var document = new Document("name", header.name());
        header.value().ifPresent(value -> document.append("value", new Binary(value.array())));
        return document;
    }

    private static LogHeader header(Document document) {
        return new LogHeader(
                document.getString("name"),
                optional(document, "value", Binary.class, Documents::bytes));
    }

    private static Bytes bytes(Binary binary) {
        return Bytes.of(binary.getData());
    }

    static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static <F, T> Optional<T> optional(
            Document document, String field, Class<F> type, Function<F, T> read) {
        return Optional.ofNullable(document.get(field, type)).map(read);
    }
}
