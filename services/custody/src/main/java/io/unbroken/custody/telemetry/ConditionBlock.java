package io.unbroken.custody.telemetry;

import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.ClockCheck;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.ConditionScreening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one logger said beside temperatures: how its shipper fared, and it itself.
///
/// @param id the idempotency key
/// @param logger the logger
/// @param source how the conditions came
/// @param conditions 1 to [#MOST_CONDITIONS] of them, in the order of [Condition#ORDER]; given in any order
/// @param clock the clocks that were seen when they were taken from the logger
public record ConditionBlock(
        BlockId id,
        LoggerId logger,
        TelemetryBlock.Source source,
        List<Condition> conditions,
        Optional<ClockCheck> clock)
        implements LoggerRecord {

    /// Four hours of a value a minute, of four sensors.
    public static final int MOST_CONDITIONS = 960;

    public ConditionBlock {
        if (conditions.isEmpty() || conditions.size() > MOST_CONDITIONS) {
            throw new IllegalArgumentException(
                    "conditions: expected 1 to %d, found %d"
                            .formatted(MOST_CONDITIONS, conditions.size()));
        }
        conditions = conditions.stream().sorted(Condition.ORDER).toList();
    }

    /// The times of the conditions, but of those whose time is not known.
    @Override
    public List<Instant> times() {
        return conditions.stream()
                .filter(ConditionBlock::isTimeKnown)
                .map(Condition::time)
                .toList();
    }

    /// The same block, if whoever made it has not asked whether its times can be true: those that cannot are marked.
    public ConditionBlock screened() {
        return new ConditionBlock(
                id,
                logger,
                source,
                conditions.stream()
                        .map(condition -> ConditionScreening.screened(condition, clock))
                        .toList(),
                clock);
    }

    private static boolean isTimeKnown(Condition condition) {
        return !(condition instanceof Condition.Marked marked) || marked.mark().timeKnown();
    }
}
