package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSummary;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.Attention;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.profile.ConditionLimits;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.Verdict;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.JourneySummary;
import io.unbroken.tracking.store.Knowledge;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A small language in place of Avro and signatures, and a model so plain that a test can state its result: the history is
/// the sorted set of statements and of readings, and the number of the rules in force. What is true of sets here is true of the real model.
///
/// An event is `journey event content sequence [logger from until]`, a block `logger minute hundredths...`; `!` is rubbish and
/// `?` is signed by a key that comes later. An event that ends with `#n` claims the alias n for its journey.
final class ToyWorld implements Authenticator, Model {

    private static final String ALIAS = "ALIAS-";

    static final String TELEMETRY = "telemetry";
    static final Instant START = Instant.parse("2026-11-01T22:00:00Z");

    /// Three of four of the readings that the simulation makes up are in range.
    static final ThermalRule RULE =
            ThermalRule.exact(TemperatureRange.atMost(new Celsius(600)), Duration.ofMinutes(60));

    /// Conditions begin with this word, where readings have a number.
    static final String TILT = "tilt";

    private static final int MOST_TILT = 450;
    private static final Duration AWAKE = Duration.ofMinutes(90);

    private final Map<LogPartition, List<LogRecord>> records = new TreeMap<>();
    private long revision;

    Map<LogPartition, List<LogRecord>> records() {
        return records;
    }

    List<LogRecord> log(LogPartition partition) {
        return records.getOrDefault(partition, List.of());
    }

    void keyArrives() {
        revision++;
    }

    void write(String topic, int partition, String text) {
        var at = new LogPartition(topic, partition);
        List<LogRecord> log = records.computeIfAbsent(at, _ -> new ArrayList<>());
        log.add(
                new LogRecord(
                        new LogPosition(at, log.size()),
                        START,
                        Optional.empty(),
                        Optional.of(Bytes.of(text.getBytes(StandardCharsets.UTF_8))),
                        List.of()));
    }

    @Override
    public Outcome<SignedEvent> event(LogRecord record) {
        String text = text(record);
        if (text.startsWith("!")) {
            return new Unreadable<>("MALFORMED", "It is rubbish.", false);
        }
        if (text.startsWith("?") && revision == 0) {
            return new Unreadable<>("UNKNOWN_KEY", "Its key is not known.", true);
        }
        return new Authentic<>(statement(text.replace("?", "")));
    }

    static SignedEvent statement(String said) {
        int mark = said.indexOf(" #");
        String text = mark < 0 ? said : said.substring(0, mark);
        String alias = mark < 0 ? "LN-1" : ALIAS + said.substring(mark + 2);
        String[] words = text.split(" ");
        return new SignedEvent(
                new Event(
                        new EventId("%08d-0000-0000-0000-000000000000".formatted(number(words, 1))),
                        coi(number(words, 0)),
                        START.plusSeconds(number(words, 1)),
                        0,
                        new PersonId("ana-1"),
                        new DeviceId("scanner-1"),
                        List.of(),
                        new Stored(
                                List.of(new MaterialId("BAG-1")),
                                new EquipmentId(alias),
                                words.length > 4
                                        ? List.of(
                                                new LoggerId(
                                                        "%s_%s_%s"
                                                                .formatted(
                                                                        words[4], words[5],
                                                                        words[6])))
                                        : List.of())),
                new ContentHash("%064d".formatted(number(words, 2))),
                new PartyId("site-one"),
                PartyKind.COLLECTION,
                new KeyId("%016d".formatted(number(words, 3))),
                number(words, 3));
    }

    @Override
    public Outcome<SignedReadings> readings(LogRecord record) {
        String text = text(record);
        if (text.startsWith("!")) {
            return new Unreadable<>("MALFORMED", "It is rubbish.", false);
        }
        return new Authentic<>(block(text));
    }

    static SignedReadings block(String text) {
        String[] words = text.split(" ");
        if (words[2].equals(TILT)) {
            return conditions(text, words);
        }
        var samples = new ArrayList<Sample>();
        for (int i = 2; i < words.length; i++) {
            samples.add(
                    new Sample(
                            START.plusSeconds(60L * (number(words, 1) + i)),
                            new Celsius(number(words, i))));
        }
        return new SignedReadings(
                new TelemetryBlock(
                        new BlockId("%08d-0000-0000-0000-000000000000".formatted(number(words, 1))),
                        new LoggerId(words[0]),
                        TelemetryBlock.Source.LIVE,
                        samples),
                text,
                Standing.SOUND);
    }

    private static SignedReadings conditions(String text, String[] words) {
        var conditions = new ArrayList<Condition>();
        for (int i = 3; i < words.length; i++) {
            conditions.add(
                    new Condition.Tilt(
                            START.plusSeconds(60L * (number(words, 1) + i)), number(words, i)));
        }
        return new SignedReadings(
                new ConditionBlock(
                        new BlockId("%08d-0000-0000-0000-000000000001".formatted(number(words, 1))),
                        new LoggerId(words[0]),
                        TelemetryBlock.Source.LIVE,
                        conditions,
                        Optional.empty()),
                text,
                Standing.SOUND);
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public long changes() {
        return 0;
    }

    @Override
    public KnownProfiles profiles() {
        return new KnownProfiles(
                ProductProfiles.none(), new Knowledge(revision, 0), Knowledge.NONE);
    }

    @Override
    public List<LoggerAssignment> legs(Collection<SignedEvent> events, ProductProfiles profiles) {
        ThermalRule rule = ToyEditions.rule(profiles).orElse(RULE);
        return events.stream()
                .flatMap(event -> ((Stored) event.event().fact()).loggers().stream())
                .distinct()
                .map(packed -> leg(packed, rule))
                .toList();
    }

    private static LoggerAssignment leg(LoggerId packed, ThermalRule rule) {
        String[] words = packed.value().split("_");
        Instant from = START.plusSeconds(60L * number(words, 1));
        return new LoggerAssignment(
                new LoggerId(words[0]),
                from,
                words[2].equals("open")
                        ? Optional.empty()
                        : Optional.of(START.plusSeconds(60L * number(words, 2))),
                rule,
                new Attention(
                        words[0].startsWith("L1")
                                ? Attention.Comparison.HOURLY
                                : Attention.Comparison.ALONE,
                        Optional.of(from.plus(AWAKE)),
                        new ConditionLimits(
                                Optional.of(MOST_TILT), Optional.empty(), Optional.empty())));
    }

    @Override
    public Set<Alias> aliases(Collection<SignedEvent> events) {
        return events.stream()
                .map(event -> ((Stored) event.event().fact()).store().value())
                .filter(store -> store.startsWith(ALIAS))
                .map(Alias::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public Derived derive(
            CoiId coi,
            List<SignedEvent> events,
            ProductProfiles profiles,
            LoggerData data,
            Map<Alias, Set<CoiId>> claims) {
        var lines = new TreeSet<String>();
        events.forEach(
                e -> lines.add("%s %s %s".formatted(e.event().id(), e.content(), e.sequence())));
        aliases(events)
                .forEach(alias ->
                        claims.getOrDefault(alias, Set.of())
                                .forEach(claimant -> lines.add(alias + " " + claimant)));
        ToyEditions.version(profiles).ifPresent(version -> lines.add("rules " + version));
        for (LoggerAssignment leg : legs(events, profiles)) {
            tell(leg, data.of(leg.logger()), lines);
            tell(leg, data.conditions(), lines);
        }
        return new Derived(
                Bytes.of((coi + "\n" + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8)),
                new JourneySummary(
                        "TOY",
                        JourneyState.PROVISIONAL,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        new TreeSet<>(),
                        Optional.empty(),
                        List.of(),
                        events.size(),
                        lines.size() - events.size()),
                (version, derivedAt) ->
                        new JourneyStatus(
                                coi,
                                version,
                                basis(List.copyOf(lines)),
                                "TOY",
                                Optional.empty(),
                                Verdict.UNKNOWN,
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                derivedAt,
                                JourneyState.PROVISIONAL));
    }

    /// As the real model: when the shipper began to lean too far, and when it no longer did.
    private static void tell(
            LoggerAssignment leg, Collection<ConditionBlock> blocks, Set<String> lines) {
        boolean leans = false;
        List<Condition> conditions =
                blocks.stream()
                        .filter(block -> block.logger().equals(leg.logger()))
                        .flatMap(block -> block.conditions().stream())
                        .filter(condition -> leg.contains(condition.time()))
                        .distinct()
                        .sorted(Condition.ORDER)
                        .toList();
        for (Condition condition : conditions) {
            boolean now = ((Condition.Tilt) condition).tenths() > MOST_TILT;
            if (now || leans) {
                lines.add("%s leans %s".formatted(leg.logger(), condition));
            }
            leans = now;
        }
    }

    /// As the real model, whole hours when a reading comes after them, and that a time has passed when one does.
    private static void tellOfTime(
            LoggerAssignment leg, LoggerReadings readings, Instant last, Set<String> lines) {
        Attention attention = leg.attention();
        attention
                .wake()
                .filter(last::isAfter)
                .ifPresent(wake -> lines.add("%s is there at %s".formatted(leg.logger(), wake)));
        if (attention.comparison() == Attention.Comparison.HOURLY) {
            readings.hours(new Interval(leg.from(), Instant.MAX)).stream()
                    .filter(hour -> !hour.until().isAfter(last))
                    .forEach(hour -> lines.add("%s %s".formatted(leg.logger(), hour)));
        }
    }

    /// As the real model: each reading once the leg has ended, and until then only what happened.
    private static void tell(LoggerAssignment leg, LoggerReadings readings, Set<String> lines) {
        if (leg.until().isPresent()) {
            readings.within(new Interval(leg.from(), leg.until().get()))
                    .samples()
                    .forEach(sample -> lines.add("%s %s".formatted(leg.logger(), sample)));
            return;
        }
        readings.segment(new Interval(leg.from(), Instant.MAX), leg.rule())
                .map(segment ->
                        ThermalSummary.of(segment, new Interval(leg.from(), segment.last().time())))
                .ifPresent(summary -> {
                    Stream.concat(summary.excursions().stream(), summary.gaps().stream())
                            .forEach(each -> lines.add("%s %s".formatted(leg.logger(), each)));
                    tellOfTime(leg, readings, summary.interval().until(), lines);
                    lines.add(
                            "%s is read, with %d conflicts"
                                    .formatted(
                                            leg.logger(), summary.figures().counts().conflicts()));
                });
    }

    static ContentHash basis(Collection<String> lines) {
        return new ContentHash("%064x".formatted(lines.hashCode()));
    }

    /// The oracle: every history from all records at once, without batches, documents or a store.
    Map<CoiId, Bytes> histories() {
        Map<CoiId, List<SignedEvent>> events = new TreeMap<>();
        Map<LoggerId, Readings> readings = new java.util.HashMap<>();
        var conditions = new ArrayList<ConditionBlock>();
        all().forEach(record -> {
            if (record.position().partition().topic().equals(TELEMETRY)) {
                if (readings(record) instanceof Authentic(var said)) {
                    readings.merge(said.logger(), Readings.of(said.samples()), Readings::union);
                    if (said.record() instanceof ConditionBlock block) {
                        conditions.add(block);
                    }
                }
            } else if (event(record) instanceof Authentic(var said)) {
                events.computeIfAbsent(said.event().coi(), _ -> new ArrayList<>()).add(said);
            }
        });
        var histories = new TreeMap<CoiId, Bytes>();
        events.forEach((coi, said) ->
                histories.put(
                        coi,
                        derive(
                                        coi,
                                        said.stream().distinct().toList(),
                                        ProductProfiles.none(),
                                        new LoggerData(readings, List.of(), conditions, List.of()),
                                        Map.of())
                                .history()));
        return histories;
    }

    List<String> unreadable() {
        return all().filter(record ->
                        record.position().partition().topic().equals(TELEMETRY)
                                ? readings(record) instanceof Unreadable<?>
                                : event(record) instanceof Unreadable<?>)
                .map(record -> record.position().id())
                .sorted()
                .toList();
    }

    private Stream<LogRecord> all() {
        return records.values().stream().flatMap(List::stream);
    }

    static CoiId coi(int journey) {
        return CoiId.issue("A9999", 2026, journey);
    }

    private static String text(LogRecord record) {
        return new String(record.value().orElseThrow().array(), StandardCharsets.UTF_8);
    }

    private static int number(String[] words, int index) {
        return Integer.parseInt(words[index]);
    }
}
