package io.unbroken.schemas.wire;

import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.DeviceState;
import io.unbroken.custody.sensing.Condition.LidState;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/// Conditions and their contract: the model has one list by time, the wire a series of each kind.
final class ConditionCodec {

    /// The kinds that are numbers, by their field.
    private static final Map<Quantity, String> SERIES =
            new EnumMap<>(
                    Map.of(
                            Quantity.TILT, "tilt",
                            Quantity.SHOCK, "shock",
                            Quantity.LIGHT, "light",
                            Quantity.BATTERY, "battery",
                            Quantity.NITROGEN, "nitrogen"));

    private final Schema block;
    private final Schema series;
    private final Schema lid;
    private final Schema position;
    private final Schema device;
    private final Schema marked;

    ConditionCodec(Schema block) {
        this.block = block;
        this.series = block.getField("tilt").schema().getTypes().getLast();
        this.lid = element("lid");
        this.position = element("position");
        this.device = element("device");
        this.marked = element("marked");
    }

    private Schema element(String field) {
        return block.getField(field).schema().getElementType();
    }

    GenericRecord encode(ConditionBlock conditions) {
        var times = new LoggerTimes(conditions.clock());
        var record = new GenericData.Record(block);
        record.put("id", conditions.id().value());
        record.put("logger", conditions.logger().value());
        record.put("source", TelemetryCodec.symbol(block, "source", conditions.source()));
        record.put("clock", times.check(block.getField("clock").schema()));
        var points = new EnumMap<Quantity, List<Steps.Point>>(Quantity.class);
        var lids = new ArrayList<GenericRecord>();
        var positions = new ArrayList<GenericRecord>();
        var devices = new ArrayList<GenericRecord>();
        var unbelieved = new ArrayList<GenericRecord>();
        for (Condition condition : conditions.conditions()) {
            switch (condition) {
                case Condition.Tilt tilt -> put(points, tilt, tilt.tenths(), times);
                case Condition.Shock shock -> put(points, shock, shock.hundredths(), times);
                case Condition.Light light -> put(points, light, light.lux(), times);
                case Condition.Battery battery -> put(points, battery, battery.percent(), times);
                case Condition.Nitrogen left -> put(points, left, left.percent(), times);
                case Condition.Lid found -> lids.add(lid(found, times));
                case Condition.Position found -> positions.add(position(found, times));
                case Condition.Device said -> devices.add(device(said, times));
                case Condition.Marked said -> unbelieved.add(marked(said, times));
            }
        }
        SERIES.forEach((quantity, field) ->
                record.put(field, series(points.getOrDefault(quantity, List.of()))));
        record.put("lid", lids);
        record.put("position", positions);
        record.put("device", devices);
        record.put("marked", unbelieved);
        return record;
    }

    private static void put(
            Map<Quantity, List<Steps.Point>> points,
            Condition condition,
            int value,
            LoggerTimes times) {
        points.computeIfAbsent(condition.quantity(), _ -> new ArrayList<>())
                .add(new Steps.Point(times.byLogger(condition.time()), value));
    }

    private @Nullable GenericRecord series(List<Steps.Point> points) {
        if (points.isEmpty()) {
            return null;
        }
        Steps steps = Steps.of(points);
        var record = new GenericData.Record(series);
        record.put("start", steps.start());
        record.put("timeSteps", steps.timeSteps());
        record.put("valueSteps", steps.valueSteps());
        return record;
    }

    private GenericRecord lid(Condition.Lid found, LoggerTimes times) {
        var record = new GenericData.Record(lid);
        record.put("time", times.millis(found.time()));
        record.put("state", TelemetryCodec.symbol(lid, "state", found.state()));
        return record;
    }

    private GenericRecord position(Condition.Position found, LoggerTimes times) {
        var record = new GenericData.Record(position);
        record.put("time", times.millis(found.time()));
        record.put("latitude", found.latitude());
        record.put("longitude", found.longitude());
        record.put("accuracy", found.accuracy());
        return record;
    }

    private GenericRecord device(Condition.Device said, LoggerTimes times) {
        var record = new GenericData.Record(device);
        record.put("time", times.millis(said.time()));
        record.put("state", TelemetryCodec.symbol(device, "state", said.state()));
        record.put("code", said.code().map(Reading::text).orElse(null));
        return record;
    }

    private GenericRecord marked(Condition.Marked said, LoggerTimes times) {
        var record = new GenericData.Record(marked);
        record.put("time", times.millis(said.time()));
        record.put("quantity", TelemetryCodec.symbol(marked, "quantity", said.quantity()));
        record.put("reading", said.reading().text());
        record.put("mark", TelemetryCodec.symbol(marked, "mark", said.mark()));
        return record;
    }

    /// @throws IllegalArgumentException if the model refuses it
    ConditionBlock decode(GenericRecord record) {
        Optional<ClockCheck> clock = LoggerTimes.check((GenericRecord) record.get("clock"));
        var times = new LoggerTimes(clock);
        var conditions = new ArrayList<Condition>();
        numbers(record, Quantity.TILT, times, Condition.Tilt::new, conditions);
        numbers(record, Quantity.SHOCK, times, Condition.Shock::new, conditions);
        numbers(record, Quantity.LIGHT, times, Condition.Light::new, conditions);
        numbers(record, Quantity.BATTERY, times, Condition.Battery::new, conditions);
        numbers(record, Quantity.NITROGEN, times, Condition.Nitrogen::new, conditions);
        each(
                record,
                "lid",
                conditions,
                lid -> {
                    return new Condition.Lid(
                            time(lid, times), LidState.valueOf(text(lid, "state")));
                });
        each(
                record,
                "position",
                conditions,
                position -> {
                    return new Condition.Position(
                            time(position, times),
                            (Integer) position.get("latitude"),
                            (Integer) position.get("longitude"),
                            (Integer) position.get("accuracy"));
                });
        each(
                record,
                "device",
                conditions,
                device -> {
                    return new Condition.Device(
                            time(device, times),
                            DeviceState.valueOf(text(device, "state")),
                            Optional.ofNullable(device.get("code"))
                                    .map(code -> new Reading(code.toString())));
                });
        each(
                record,
                "marked",
                conditions,
                marked -> {
                    return new Condition.Marked(
                            time(marked, times),
                            Quantity.valueOf(text(marked, "quantity")),
                            new Reading(text(marked, "reading")),
                            Mark.valueOf(text(marked, "mark")));
                });
        return new ConditionBlock(
                new BlockId(text(record, "id")),
                new LoggerId(text(record, "logger")),
                TelemetryBlock.Source.valueOf(text(record, "source")),
                conditions,
                clock);
    }

    /// A number at its time.
    private interface Numbered {
        Condition of(Instant time, int value);
    }

    private static void numbers(
            GenericRecord record,
            Quantity quantity,
            LoggerTimes times,
            Numbered condition,
            List<Condition> conditions) {
        if (record.get(SERIES.get(quantity)) instanceof GenericRecord series) {
            Steps.points(
                            (Long) series.get("start"),
                            (List<?>) series.get("timeSteps"),
                            (List<?>) series.get("valueSteps"),
                            ConditionBlock.MOST_CONDITIONS)
                    .forEach(point ->
                            conditions.add(
                                    condition.of(times.corrected(point.time()), point.value())));
        }
    }

    private static void each(
            GenericRecord record,
            String field,
            List<Condition> conditions,
            Function<GenericRecord, Condition> condition) {
        List<?> list = (List<?>) record.get(field);
        if (list.size() > ConditionBlock.MOST_CONDITIONS) {
            throw new IllegalArgumentException(
                    "%s: expected at most %d, found %d"
                            .formatted(field, ConditionBlock.MOST_CONDITIONS, list.size()));
        }
        list.forEach(one -> conditions.add(condition.apply((GenericRecord) one)));
    }

    private static Instant time(GenericRecord record, LoggerTimes times) {
        return times.corrected((Long) record.get("time"));
    }

    private static String text(GenericRecord record, String field) {
        return record.get(field).toString();
    }
}
