package io.unbroken.tracking.store;

import io.unbroken.custody.history.Attention;
import io.unbroken.custody.history.Attention.Comparison;
import io.unbroken.custody.profile.ConditionLimits;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.DeviceState;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.tracking.store.HeardConditions.Heard;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;

/// What is judged of conditions, and what was heard of them, as documents and back.
final class ConditionDocuments {

    /// Of a device, it is only judged whether it stopped or began.
    private static final int STOPPED = 1;

    private ConditionDocuments() {}

    static Document of(Attention attention) {
        var document = new Document("comparison", attention.comparison().name());
        attention.wake().ifPresent(wake -> document.append("wake", wake.toString()));
        ConditionLimits limits = attention.conditions();
        limits.tilt().ifPresent(limit -> document.append("tilt", limit));
        limits.shock().ifPresent(limit -> document.append("shock", limit));
        limits.battery().ifPresent(limit -> document.append("battery", limit));
        return document;
    }

    static Attention attention(Document document) {
        return new Attention(
                Comparison.valueOf(document.getString("comparison")),
                Optional.ofNullable(document.getString("wake")).map(Instant::parse),
                new ConditionLimits(
                        Optional.ofNullable(document.getInteger("tilt")),
                        Optional.ofNullable(document.getInteger("shock")),
                        Optional.ofNullable(document.getInteger("battery"))));
    }

    static Document of(HeardConditions heard) {
        return new Document(
                        "days", heard.days().stream().sorted().map(LocalDate::toString).toList())
                .append(
                        "last",
                        heard.last().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(each -> of(each.getValue()))
                                .toList())
                .append(
                        "nitrogen",
                        heard.nitrogen().stream()
                                .map(level ->
                                        new Document("time", level.time().toString())
                                                .append("percent", level.percent()))
                                .toList());
    }

    static HeardConditions heard(Document document) {
        var last = new EnumMap<Quantity, Heard>(Quantity.class);
        for (Document each : document.getList("last", Document.class)) {
            var heard = new Heard(condition(each), each.getLong("changes"));
            last.put(heard.condition().quantity(), heard);
        }
        return new HeardConditions(
                document.getList("days", String.class).stream()
                        .map(LocalDate::parse)
                        .collect(Collectors.toUnmodifiableSet()),
                last,
                document.getList("nitrogen", Document.class).stream()
                        .map(level ->
                                new Condition.Nitrogen(
                                        Instant.parse(level.getString("time")),
                                        level.getInteger("percent")))
                        .toList());
    }

    private static Document of(Heard heard) {
        Condition condition = heard.condition();
        var document =
                new Document("quantity", condition.quantity().name())
                        .append("time", condition.time().toString())
                        .append("changes", heard.changes());
        return condition instanceof Condition.Position(_, int north, int east, int accuracy)
                ? document.append("north", north).append("east", east).append("accuracy", accuracy)
                : document.append("value", value(condition));
    }

    private static int value(Condition condition) {
        return switch (condition) {
            case Condition.Tilt(_, int tenths) -> tenths;
            case Condition.Shock(_, int hundredths) -> hundredths;
            case Condition.Battery(_, int percent) -> percent;
            case Condition.Device(_, DeviceState state, _) ->
                    state == DeviceState.STOPPED ? STOPPED : 0;
            case Condition.Light _,
                    Condition.Lid _,
                    Condition.Position _,
                    Condition.Nitrogen _,
                    Condition.Marked _ ->
                    throw new IllegalArgumentException(
                            "expected a condition that is judged, found " + condition.quantity());
        };
    }

    /// A device's own code for its state is judged by nobody, and not kept here.
    private static Condition condition(Document document) {
        Instant time = Instant.parse(document.getString("time"));
        // A position has more than one.
        int value = document.get("value", 0);
        return switch (Quantity.valueOf(document.getString("quantity"))) {
            case TILT -> new Condition.Tilt(time, value);
            case SHOCK -> new Condition.Shock(time, value);
            case BATTERY -> new Condition.Battery(time, value);
            case DEVICE ->
                    new Condition.Device(
                            time,
                            value == STOPPED ? DeviceState.STOPPED : DeviceState.STARTED,
                            Optional.empty());
            case POSITION ->
                    new Condition.Position(
                            time,
                            document.getInteger("north"),
                            document.getInteger("east"),
                            document.getInteger("accuracy"));
            case LIGHT, LID, NITROGEN ->
                    throw new IllegalArgumentException(
                            "expected a condition that is judged, found "
                                    + document.getString("quantity"));
        };
    }
}
