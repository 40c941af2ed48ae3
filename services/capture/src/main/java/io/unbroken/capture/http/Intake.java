package io.unbroken.capture.http;

import io.unbroken.capture.http.BlockRequest.ConditionRequest;
import io.unbroken.capture.http.BlockRequest.SampleRequest;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.ConditionScreening;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.Reported;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Makes what a gateway sent into a record to sign. What is malformed is refused by the name of its field; what a device really
/// reported is kept, and marked where it cannot be true. The same block gives the same record at any time of the day: nothing of
/// this service's clock gets into it.
@Component
class Intake {

    private final DeviceClocks clocks;

    Intake(CaptureProperties properties, Clock clock) {
        this.clocks = new DeviceClocks(properties.furthestAhead(), clock);
    }

    /// The record of a block of which the logger is known.
    ///
    /// @throws BadInput naming the field
    LoggerRecord record(LoggerId logger, BlockRequest block) {
        if (block.samples().isPresent() == block.conditions().isPresent()) {
            throw BadInput.field("samples", "Expected either samples or conditions.");
        }
        try {
            Optional<ClockCheck> clock = clock(block);
            return block.samples().isPresent()
                    ? TelemetryBlock.of(
                            block.id(),
                            logger,
                            TelemetryBlock.Source.LIVE,
                            reported(block.samples().get(), block, clock),
                            clock,
                            block.unit().orElse(TemperatureUnit.CELSIUS))
                    : new ConditionBlock(
                            block.id(),
                            logger,
                            TelemetryBlock.Source.LIVE,
                            conditions(block.conditions().orElseThrow(), clock),
                            clock);
        } catch (IllegalArgumentException rule) {
            throw BadInput.of(rule);
        }
    }

    /// What a gateway wrote as a record itself, marked where it was not.
    ///
    /// @throws BadInput naming the field
    LoggerRecord screened(LoggerRecord sent) {
        try {
            return switch (sent) {
                case TelemetryBlock block -> {
                    requireNotAhead(block, block.clock(), "samples");
                    yield block.screened();
                }
                case ConditionBlock block -> {
                    requireNotAhead(block, block.clock(), "conditions");
                    yield block.screened();
                }
                case DeviceReport _ ->
                        throw BadInput.field(
                                "content",
                                "Expected samples or conditions; a device's own results come with its file.");
            };
        } catch (IllegalArgumentException rule) {
            throw BadInput.of(rule);
        }
    }

    private void requireNotAhead(LoggerRecord record, Optional<ClockCheck> clock, String field) {
        if (clock.isPresent()) {
            clocks.requireNotAhead("clock.readAt", clock.get().readAt());
        } else {
            record.times().forEach(time -> clocks.requireNotAhead(field, time));
        }
    }

    private Optional<ClockCheck> clock(BlockRequest block) {
        if (block.readAt().isEmpty() && block.loggerClock().isPresent()) {
            throw BadInput.field("readAt", "Missing; loggerClock says nothing without it.");
        }
        block.readAt().ifPresent(time -> clocks.requireNotAhead("readAt", time));
        return block.readAt().map(time -> new ClockCheck(time, block.loggerClock()));
    }

    private List<Reported> reported(
            List<SampleRequest> samples, BlockRequest block, Optional<ClockCheck> clock) {
        var reported = new ArrayList<Reported>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            SampleRequest sample = samples.get(i);
            String field = "samples[%d].".formatted(i);
            requireTime(field, sample.time(), clock);
            reported.add(new Reported(sample.time(), reading(field, sample, block)));
        }
        return reported;
    }

    /// Without a clock check there is nothing to say what "ahead" means but the server's clock, which must not get into a record.
    private void requireTime(String field, Instant time, Optional<ClockCheck> clock) {
        if (clock.isEmpty()) {
            clocks.requireNotAhead(field + "time", time);
        }
    }

    private static Reading reading(String field, SampleRequest sample, BlockRequest block) {
        long given =
                Stream.of(sample.celsius(), sample.value(), sample.fault())
                        .filter(Optional::isPresent)
                        .count();
        if (given != 1) {
            throw BadInput.field(
                    field + "value",
                    "Expected one of celsius, value and fault, found %d.".formatted(given));
        }
        if (sample.celsius().isPresent()
                && block.unit().orElse(TemperatureUnit.CELSIUS) != TemperatureUnit.CELSIUS) {
            throw BadInput.field(
                    field + "celsius", "Expected value, which is in the unit of the block.");
        }
        try {
            return sample.celsius()
                    .or(sample::value)
                    .map(Reading::of)
                    .orElseGet(() -> code(field + "fault", sample.fault().orElseThrow()));
        } catch (IllegalArgumentException digits) {
            throw BadInput.field(field + "value", "Expected a number of at most 24 digits.");
        }
    }

    /// A code may not be a number: that would be a value without a unit.
    private static Reading code(String field, String code) {
        try {
            var reading = new Reading(code);
            if (reading.number().isEmpty()) {
                return reading;
            }
        } catch (IllegalArgumentException _) {
            // Refused below, without repeating it.
        }
        throw BadInput.field(
                field,
                "Expected a code of 1 to %d letters, digits, points, commas or signs that is no number."
                        .formatted(Reading.LONGEST));
    }

    private List<Condition> conditions(
            List<ConditionRequest> requests, Optional<ClockCheck> clock) {
        var conditions = new ArrayList<Condition>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            String field = "conditions[%d].".formatted(i);
            ConditionRequest request = requests.get(i);
            requireTime(field, request.time(), clock);
            try {
                conditions.add(condition(field, request, clock));
            } catch (IllegalArgumentException rule) {
                throw BadInput.of(rule).inside("conditions[%d]".formatted(i));
            }
        }
        return conditions;
    }

    private static Condition condition(
            String field, ConditionRequest request, Optional<ClockCheck> clock) {
        ConditionScreening said = ConditionScreening.at(request.time(), clock);
        Optional<Reading> code = request.code().map(text -> code(field + "code", text));
        List<Condition> found =
                Stream.of(
                                request.tilt().map(said::tilt),
                                request.shock().map(said::shock),
                                request.light().map(said::light),
                                request.battery().map(said::battery),
                                request.nitrogen().map(said::nitrogen),
                                request.lid().map(said::lid),
                                request.device().map(state -> said.device(state, code)),
                                request.position()
                                        .map(at ->
                                                said.position(
                                                        at.latitude(),
                                                        at.longitude(),
                                                        at.accuracy())))
                        .flatMap(Optional::stream)
                        .toList();
        if (found.size() != 1 || (code.isPresent() && request.device().isEmpty())) {
            throw BadInput.field(
                    field + "time",
                    "Expected one of tilt, shock, light, battery, nitrogen, lid, position and device at each time, and a code beside device alone.");
        }
        return found.getFirst();
    }
}
