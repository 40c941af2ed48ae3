package io.unbroken.tracking.store;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSegment;
import io.unbroken.custody.history.Attention;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.store.DayDigest.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;

/// Loggers and what their days come to as documents, and back. Times are milliseconds since 1970 where the domain has no finer ones.
final class TelemetryDocuments {

    /// More than all editions of all products have.
    private static final int MOST_RULES = 1_000;

    /// A rule stands in each day of each logger that is judged by it.
    private static final Map<Document, ThermalRule> RULES = new ConcurrentHashMap<>();

    private TelemetryDocuments() {}

    static Document of(LoggerDocument logger) {
        var document =
                new Document("_id", logger.logger().value())
                        .append("version", logger.version())
                        .append(
                                "bindings",
                                logger.bindings().stream()
                                        .sorted(
                                                Comparator.comparing(Binding::coi)
                                                        .thenComparing(Binding::from)
                                                        .thenComparing(Binding::toString))
                                        .map(TelemetryDocuments::of)
                                        .toList())
                        .append(
                                "days",
                                logger.days().stream().sorted().map(LocalDate::toString).toList());
        logger.last().ifPresent(last -> document.append("last", of(last)));
        return logger.conditions().equals(HeardConditions.NONE)
                ? document
                : document.append("conditions", ConditionDocuments.of(logger.conditions()));
    }

    static LoggerDocument logger(Document document) {
        return new LoggerDocument(
                new LoggerId(document.getString("_id")),
                document.getLong("version"),
                document.getList("bindings", Document.class).stream()
                        .map(TelemetryDocuments::binding)
                        .collect(Collectors.toUnmodifiableSet()),
                document.getList("days", String.class).stream()
                        .map(LocalDate::parse)
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(document.get("last", Document.class))
                        .map(TelemetryDocuments::last),
                Optional.ofNullable(document.get("conditions", Document.class))
                        .map(ConditionDocuments::heard)
                        .orElse(HeardConditions.NONE));
    }

    private static Document of(Binding binding) {
        var document =
                new Document("coi", binding.coi().value()).append("from", text(binding.from()));
        binding.until().ifPresent(until -> document.append("until", text(until)));
        return document.append("rule", of(binding.rule()))
                .append("attention", ConditionDocuments.of(binding.attention()));
    }

    private static Binding binding(Document document) {
        return new Binding(
                new CoiId(document.getString("coi")),
                Instant.parse(document.getString("from")),
                Optional.ofNullable(document.getString("until")).map(Instant::parse),
                rule(document.get("rule", Document.class)),
                Optional.ofNullable(document.get("attention", Document.class))
                        .map(ConditionDocuments::attention)
                        .orElse(Attention.NONE));
    }

    /// The times of events are finer than the store's own.
    private static String text(Instant time) {
        return time.toString();
    }

    static List<Document> of(List<LoggerAssignment> watches) {
        return watches.stream()
                .map(watch ->
                        new Document("logger", watch.logger().value())
                                .append("from", text(watch.from()))
                                .append("rule", of(watch.rule())))
                .toList();
    }

    static List<LoggerAssignment> watches(List<Document> documents) {
        return documents.stream()
                .map(document ->
                        new LoggerAssignment(
                                new LoggerId(document.getString("logger")),
                                Instant.parse(document.getString("from")),
                                Optional.empty(),
                                rule(document.get("rule", Document.class))))
                .toList();
    }

    private static Document of(LastMoment last) {
        return new Document("time", text(last.time()))
                .append("coldest", last.coldest().hundredths())
                .append("warmest", last.warmest().hundredths())
                .append("changes", last.changes());
    }

    private static LastMoment last(Document document) {
        return new LastMoment(
                Instant.parse(document.getString("time")),
                new Celsius(document.getInteger("coldest")),
                new Celsius(document.getInteger("warmest")),
                document.getLong("changes"));
    }

    private static Document of(ThermalRule rule) {
        var document = new Document();
        rule.range().low().ifPresent(low -> document.append("low", low.hundredths()));
        rule.range().high().ifPresent(high -> document.append("high", high.hundredths()));
        return document.append("gap", rule.longestGap().toString())
                .append("band", rule.guardBandHundredths());
    }

    private static ThermalRule rule(Document document) {
        if (RULES.size() > MOST_RULES) {
            RULES.clear();
        }
        return RULES.computeIfAbsent(document, TelemetryDocuments::parsed);
    }

    private static ThermalRule parsed(Document document) {
        return new ThermalRule(
                new TemperatureRange(limit(document, "low"), limit(document, "high")),
                Duration.parse(document.getString("gap")),
                document.getInteger("band"));
    }

    private static Optional<Celsius> limit(Document document, String name) {
        return Optional.ofNullable(document.getInteger(name)).map(Celsius::new);
    }

    static Document of(DayDigest digest) {
        return new Document("changes", digest.changes())
                .append("last", text(digest.last()))
                .append("hours", new Binary(hours(digest.hours())))
                .append(
                        "segments",
                        digest.segments().entrySet().stream()
                                .sorted(Comparator.comparing(each -> each.getKey().toString()))
                                .map(each ->
                                        new Document("rule", of(each.getKey()))
                                                .append(
                                                        "segment",
                                                        new Binary(each.getValue().bytes())))
                                .toList());
    }

    private static byte[] hours(List<Hour> hours) {
        var out = new Packing();
        for (Hour hour : hours) {
            out.number(hour.hour());
            out.number(hour.count());
            out.number(hour.sum() - (long) hour.min() * hour.count());
            out.number(hour.min());
            out.number(hour.max() - hour.min());
        }
        return out.bytes();
    }

    private static List<Hour> hours(byte[] bytes) {
        var in = new Unpacking(bytes);
        var hours = new ArrayList<Hour>();
        while (in.hasMore()) {
            int hour = in.count();
            int count = in.count();
            long above = in.number();
            int min = in.count();
            hours.add(new Hour(hour, count, above + (long) min * count, min, min + in.count()));
        }
        return hours;
    }

    static DayDigest digest(Document document) {
        var segments = new HashMap<ThermalRule, ThermalSegment>();
        for (Document each : document.getList("segments", Document.class)) {
            ThermalRule rule = rule(each.get("rule", Document.class));
            segments.put(
                    rule, ThermalSegment.of(each.get("segment", Binary.class).getData(), rule));
        }
        return new DayDigest(
                document.getLong("changes"),
                Instant.parse(document.getString("last")),
                hours(document.get("hours", Binary.class).getData()),
                segments);
    }
}
