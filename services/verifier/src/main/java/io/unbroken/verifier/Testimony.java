package io.unbroken.verifier;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.History;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.history.ReportRun;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.DoubtfulRecord;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.EventResult;
import io.unbroken.schemas.wire.LinkReader;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.QuarantineReason;
import io.unbroken.schemas.wire.TelemetryReader;
import io.unbroken.schemas.wire.TelemetryResult;
import io.unbroken.schemas.wire.Unreadable;
import io.unbroken.schemas.wire.WriterSchemas;
import io.unbroken.verifier.Result.Place;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the signed records of one journey say, record by record: keys first, then products' rules, then events, then loggers'
/// records. Tracking makes
/// its bundles with this too, so that both derive from the same records by the same rules.
public final class Testimony {

    private final CoiId coi;
    private final byte[] subject;
    private final KeyHistory keys;
    private final ProfileHistory profiles;
    private final EventReader eventReader;
    private final TelemetryReader telemetryReader;
    private final Map<String, LinkReader> links = new HashMap<>();
    private final WriterSchemas schemas;
    private final SignerChains eventChains = new SignerChains();
    private final SignerChains telemetryChains = new SignerChains();
    private final List<SignedEvent> events = new ArrayList<>();
    private final List<Telling> telemetry = new ArrayList<>();
    private final Rivals rivals = new Rivals();
    private final List<Place> spent = new ArrayList<>();
    private long eventRecords;

    /// @param root the key that vouches for the parties' keys
    /// @param schemas the schemas that the records were written with
    public Testimony(CoiId coi, PublicKey root, WriterSchemas schemas) {
        this.coi = coi;
        this.subject = coi.value().getBytes(StandardCharsets.UTF_8);
        this.keys = new KeyHistory(root, schemas);
        this.profiles = new ProfileHistory(schemas);
        this.eventReader = new EventReader(schemas);
        this.telemetryReader = new TelemetryReader(schemas);
        this.schemas = schemas;
    }

    /// Takes the next record, of whichever topic.
    ///
    /// @param line the record's line in the bundle
    /// @throws Unproven if it is not proved who said it, or it is none of this journey
    /// @throws IllegalArgumentException if its bytes are not written as they should be
    public void add(StoredRecord record, long line) throws Unproven {
        add(RawRecord.of(record), line);
    }

    void add(RawRecord record, long line) throws Unproven {
        StoredRecord stored = record.stored();
        var place = new Place(line, Optional.of(stored.position()));
        if (stored.topic().equals(TopicCatalogue.KEYS.name())) {
            keys.add(record);
        } else if (stored.topic().equals(TopicCatalogue.PROFILES.name())) {
            profiles.add(record, keys.ring());
        } else if (stored.topic().equals(TopicCatalogue.TELEMETRY.name())) {
            telemetry(record, place);
        } else {
            event(record, place);
        }
    }

    /// Which loggers were with the material, and when.
    public List<LoggerAssignment> assignments() {
        return LoggerAssignment.of(events, profiles.profiles());
    }

    /// The runs of the reports that count.
    public List<Run> runs() {
        return reports(assignments()).stream()
                .flatMap(report ->
                        ReportRun.of(report).stream().map(run -> new Run(report.logger(), run)))
                .toList();
    }

    /// A run of a logger of which a report speaks.
    public record Run(LoggerId logger, ReportRun run) {}

    /// The records of loggers that the history rests on, by their lines.
    public List<Long> needed() {
        List<LoggerAssignment> assignments = assignments();
        List<DeviceReport> reports = reports(assignments);
        return telemetry.stream()
                .filter(telling -> needed(telling.said(), assignments, reports))
                .map(telling -> telling.place().line())
                .toList();
    }

    /// The identifiers that the journey claims for itself.
    public Set<Alias> claimed() {
        return Alias.claimed(events).keySet();
    }

    /// The records of other journeys that the history rests on, by their lines: one for each identifier of this journey and each other
    /// that claims it.
    public List<Long> rivals() {
        return rivals.needed(claimed()).stream().map(Place::line).toList();
    }

    /// The history that the records give.
    public History history() {
        List<LoggerRecord> said = telemetry.stream().map(Telling::said).distinct().toList();
        return History.derive(
                coi, events, profiles.profiles(), readings(), said, doubts(), rivals.of(claimed()));
    }

    /// The loggers' readings that the records give.
    public Map<LoggerId, Readings> readings() {
        Map<LoggerId, List<Sample>> samples = new HashMap<>();
        for (Telling telling : telemetry) {
            if (telling.said() instanceof TelemetryBlock block) {
                samples.computeIfAbsent(block.logger(), _ -> new ArrayList<>())
                        .addAll(block.samples());
            }
        }
        Map<LoggerId, Readings> readings = new HashMap<>();
        samples.forEach((logger, all) -> readings.put(logger, Readings.of(all)));
        return readings;
    }

    // What one key said doubtfully and another soundly is sound.
    private List<DoubtfulRecord> doubts() {
        Set<LoggerRecord> sound =
                telemetry.stream()
                        .filter(telling -> telling.standing().isSound())
                        .map(Telling::said)
                        .collect(Collectors.toUnmodifiableSet());
        return telemetry.stream()
                .filter(telling -> !sound.contains(telling.said()))
                .flatMap(telling ->
                        telling.standing().doubt().stream()
                                .map(doubt -> new DoubtfulRecord(telling.said(), doubt)))
                .distinct()
                .toList();
    }

    /// Requires that no record of an event is missing in the middle of its signer's chain.
    ///
    /// @throws Unproven naming the first that is
    public void requireWholeChains() throws Unproven {
        eventChains.requireWhole();
        telemetryChains.requireLinked();
    }

    /// Requires that nothing is missing in the middle, and nothing here that the history does not rest on.
    void requireWhole() throws Unproven {
        requireWholeChains();
        rivals.requireNeeded(claimed());
        if (!spent.isEmpty()) {
            throw new Unproven(
                    Fault.FOREIGN,
                    spent.getFirst(),
                    "the logger's record is signed with a key that was revoked or retired, and says nothing");
        }
        List<LoggerAssignment> assignments = assignments();
        List<DeviceReport> reports = reports(assignments);
        for (Telling telling : telemetry) {
            if (!needed(telling.said(), assignments, reports)) {
                throw new Unproven(
                        Fault.FOREIGN,
                        telling.place(),
                        "the logger's record says nothing of this journey");
            }
        }
    }

    Result.Counts counts() {
        return new Result.Counts(
                keys.records(),
                profiles.records(),
                eventRecords,
                telemetry.size(),
                eventChains.signers(),
                telemetryChains.absent());
    }

    private void event(RawRecord record, Place place) throws Unproven {
        LogRecord wire = record.wire();
        if (!Arrays.equals(record.key(), subject)) {
            rival(wire, place);
            return;
        }
        eventRecords++;
        switch (eventReader.read(wire, keys.ring())) {
            case EventResult.Authentic authentic -> {
                eventChains.add(
                        authentic.event().key(),
                        coi.value(),
                        authentic.position(),
                        authentic.hash(),
                        place);
                events.add(authentic.event());
            }
            case Unreadable unreadable -> refused(wire, unreadable, place);
        }
    }

    private void rival(LogRecord record, Place place) throws Unproven {
        if (!(eventReader.read(record, keys.ring()) instanceof EventResult.Authentic authentic)) {
            throw new Unproven(
                    Fault.FOREIGN, "the record is one of another journey, and says nothing");
        }
        rivals.add(authentic.event(), place);
    }

    // A record that its signer may not have said, or not any more, or that says nothing readable,
    // is no part of the
    // history. But it is part of its
    // signer's chain, which would have a gap without it. Whether its signer made it was proved
    // before it was refused.
    private void refused(LogRecord record, Unreadable unreadable, Place place) throws Unproven {
        switch (unreadable.reason()) {
            case UNDECODABLE, INVALID_VALUE, WRONG_KEY, NOT_ENTITLED, KEY_REVOKED, KEY_RETIRED -> {
                LinkReader.Link link =
                        links.computeIfAbsent(record.topic(), this::links)
                                .read(record)
                                .orElseThrow(
                                        () -> new Unproven(Fault.SIGNATURE, unreadable.detail()));
                eventChains.add(link.key(), coi.value(), link.position(), link.hash(), place);
            }
            case NOT_AVRO,
                    UNKNOWN_SCHEMA,
                    FOREIGN_SCHEMA,
                    MISSING_HEADER,
                    UNKNOWN_KEY,
                    BAD_SIGNATURE ->
                    throw new Unproven(Fault.SIGNATURE, unreadable.detail());
        }
    }

    private LinkReader links(String topic) {
        return new LinkReader(
                TopicCatalogue.events(TopicCatalogue.kind(topic).orElseThrow()), schemas);
    }

    private void telemetry(RawRecord record, Place place) throws Unproven {
        switch (telemetryReader.read(record.wire(), keys.ring())) {
            case TelemetryResult.Authentic authentic -> {
                telemetryChains.add(
                        authentic.key(),
                        authentic.record().logger().value(),
                        authentic.position(),
                        authentic.hash(),
                        place);
                telemetry.add(new Telling(authentic.record(), authentic.standing(), place));
            }
            case Unreadable(var reason, _)
                    when reason == QuarantineReason.KEY_REVOKED
                            || reason == QuarantineReason.KEY_RETIRED ->
                    spent.add(place);
            case Unreadable unreadable -> throw new Unproven(Fault.SIGNATURE, unreadable.detail());
        }
    }

    private List<DeviceReport> reports(List<LoggerAssignment> assignments) {
        return telemetry.stream()
                .filter(telling -> telling.said() instanceof DeviceReport)
                .map(telling -> (DeviceReport) telling.said())
                .filter(report -> ReportRun.counts(report, assignments))
                .toList();
    }

    private static boolean needed(
            LoggerRecord said, List<LoggerAssignment> assignments, List<DeviceReport> reports) {
        return switch (said) {
            case DeviceReport report -> ReportRun.counts(report, assignments);
            case TelemetryBlock _, ConditionBlock _ ->
                    said.times().stream()
                            .anyMatch(time ->
                                    assigned(said, time, assignments)
                                            || reported(said, time, reports));
        };
    }

    private static boolean assigned(
            LoggerRecord block, Instant time, List<LoggerAssignment> assignments) {
        return assignments.stream()
                .anyMatch(each -> each.logger().equals(block.logger()) && each.contains(time));
    }

    private static boolean reported(LoggerRecord block, Instant time, List<DeviceReport> reports) {
        return reports.stream()
                .filter(report -> report.logger().equals(block.logger()))
                .flatMap(report -> ReportRun.of(report).stream())
                .anyMatch(run -> run.contains(time));
    }

    /// What a logger gave, and where it stands.
    private record Telling(LoggerRecord said, Standing standing, Place place) {}
}
