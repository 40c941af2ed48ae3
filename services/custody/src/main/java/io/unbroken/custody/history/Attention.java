package io.unbroken.custody.history;

import io.unbroken.custody.profile.ConditionLimits;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.DeviceState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// What of a logger that is with units changes their history, beside readings that are out of range or missing: so that nobody need
/// derive it again for anything else.
///
/// @param comparison whether another logger is with the units too
/// @param wake an instant that changes the history if the logger is seen to be still with the units after it
/// @param conditions what conditions are judged by
public record Attention(Comparison comparison, Optional<Instant> wake, ConditionLimits conditions) {

    /// That of a logger of which nothing but temperature is judged.
    public static final Attention NONE =
            new Attention(Comparison.ALONE, Optional.empty(), ConditionLimits.none());

    /// Whether a logger is compared with another one.
    public enum Comparison {
        /// It is the only one, or its product tolerates any difference.
        ALONE,
        /// It is, hour by hour: an hour is compared when both have read beyond it.
        HOURLY
    }

    /// Whether readings up to `last` say more than those up to `before` did, all of them being in range and none missing.
    public boolean isDrawnBy(Instant before, Instant last) {
        boolean hourOver =
                comparison == Comparison.HOURLY
                        && !before.truncatedTo(ChronoUnit.HOURS)
                                .equals(last.truncatedTo(ChronoUnit.HOURS));
        return hourOver || wake.filter(at -> !before.isAfter(at) && last.isAfter(at)).isPresent();
    }

    /// Whether a condition says more than was known: it is beyond a limit, or ends what was beyond it, or comes late and may have ended it.
    ///
    /// @param last the last one of the same quantity that is judged at all, if there was one
    public boolean isDrawnBy(Optional<Condition> last, Condition next) {
        return isJudged(next)
                && (isBeyond(next)
                        || last.filter(before ->
                                        isBeyond(before) || !next.time().isAfter(before.time()))
                                .isPresent());
    }

    /// Whether it can begin or end an episode, whatever the limits.
    public static boolean isJudged(Condition condition) {
        return switch (condition) {
            case Condition.Tilt _, Condition.Shock _, Condition.Battery _ -> true;
            case Condition.Device(_, DeviceState state, _) ->
                    state == DeviceState.STOPPED || state == DeviceState.STARTED;
            case Condition.Light _,
                    Condition.Lid _,
                    Condition.Position _,
                    Condition.Nitrogen _,
                    Condition.Marked _ ->
                    false;
        };
    }

    /// Whether it begins an episode, or goes on with one.
    boolean isBeyond(Condition condition) {
        return switch (condition) {
            case Condition.Tilt(_, int tenths) ->
                    conditions.tilt().filter(limit -> tenths > limit).isPresent();
            case Condition.Shock(_, int hundredths) ->
                    conditions.shock().filter(limit -> hundredths > limit).isPresent();
            case Condition.Battery(_, int percent) ->
                    conditions.battery().filter(least -> percent < least).isPresent();
            case Condition.Device(_, DeviceState state, _) -> state == DeviceState.STOPPED;
            case Condition.Light _,
                    Condition.Lid _,
                    Condition.Position _,
                    Condition.Nitrogen _,
                    Condition.Marked _ ->
                    false;
        };
    }
}
