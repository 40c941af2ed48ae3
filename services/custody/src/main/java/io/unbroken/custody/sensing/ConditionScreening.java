package io.unbroken.custody.sensing;

import io.unbroken.custody.sensing.Condition.DeviceState;
import io.unbroken.custody.sensing.Condition.LidState;
import io.unbroken.custody.sensing.Condition.Marked;
import io.unbroken.custody.sensing.Condition.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes what a logger reported beside temperatures at one time into conditions: what can be true becomes what it says, all else
/// is kept and marked. A pure function, as [Screening] is. Numbers are rounded half to even to what a condition holds.
public final class ConditionScreening {

    private final Instant time;
    private final Optional<Mark> timeMark;

    private ConditionScreening(Instant time, Optional<Mark> timeMark) {
        this.time = time;
        this.timeMark = timeMark;
    }

    /// What a logger said at a time.
    ///
    /// @param byLogger the time by the logger's clock
    /// @throws IllegalArgumentException if no clock shows such a time
    public static ConditionScreening at(Instant byLogger, Optional<ClockCheck> clock) {
        Instant corrected = Screening.corrected(byLogger, clock);
        return new ConditionScreening(corrected, Screening.timeMark(corrected, clock));
    }

    /// The same condition, or a marked one if its time cannot be true.
    public static Condition screened(Condition condition, Optional<ClockCheck> clock) {
        return Screening.timeMark(condition.time(), clock)
                .flatMap(
                        mark -> reading(condition).map(reading -> marked(condition, reading, mark)))
                .orElse(condition);
    }

    /// How far the shipper leaned.
    ///
    /// @param degrees from upright
    public Condition tilt(BigDecimal degrees) {
        return number(Quantity.TILT, degrees, () -> new Condition.Tilt(time, whole(degrees, 1)));
    }

    /// The hardest shock since the last one.
    ///
    /// @param g multiples of the acceleration of free fall
    public Condition shock(BigDecimal g) {
        return number(Quantity.SHOCK, g, () -> new Condition.Shock(time, whole(g, 2)));
    }

    /// How light it was.
    ///
    /// @param lux inside of the shipper
    public Condition light(BigDecimal lux) {
        return number(Quantity.LIGHT, lux, () -> new Condition.Light(time, whole(lux, 0)));
    }

    /// What was left in the logger's battery.
    ///
    /// @param percent left in the logger's battery
    public Condition battery(BigDecimal percent) {
        return number(
                Quantity.BATTERY, percent, () -> new Condition.Battery(time, whole(percent, 0)));
    }

    /// What was left of the liquid nitrogen.
    ///
    /// @param percent left of a full charge of liquid nitrogen
    public Condition nitrogen(BigDecimal percent) {
        return number(
                Quantity.NITROGEN, percent, () -> new Condition.Nitrogen(time, whole(percent, 0)));
    }

    /// How the lid was found.
    public Condition lid(LidState state) {
        return believed(
                Quantity.LID, new Reading(state.name()), () -> new Condition.Lid(time, state));
    }

    /// How the logger was.
    ///
    /// @param code its own code for it
    public Condition device(DeviceState state, Optional<Reading> code) {
        return believed(
                Quantity.DEVICE,
                code.orElse(new Reading(state.name())),
                () -> new Condition.Device(time, state, code));
    }

    /// Where the logger was.
    ///
    /// @param latitude degrees, north positive
    /// @param longitude degrees, east positive
    /// @param accuracy metres
    public Condition position(BigDecimal latitude, BigDecimal longitude, BigDecimal accuracy) {
        return believed(
                Quantity.POSITION,
                new Reading(
                        "%s,%s,%s".formatted(plain(latitude), plain(longitude), plain(accuracy))),
                () ->
                        new Condition.Position(
                                time, whole(latitude, 6), whole(longitude, 6), whole(accuracy, 0)));
    }

    private Condition number(Quantity quantity, BigDecimal value, Supplier<Condition> condition) {
        return believed(quantity, Reading.of(value), condition);
    }

    /// The conditions themselves know their bounds: what they refuse, no sensor has measured.
    private Condition believed(Quantity quantity, Reading reading, Supplier<Condition> condition) {
        if (timeMark.isPresent()) {
            return new Marked(time, quantity, reading, timeMark.get());
        }
        try {
            return condition.get();
        } catch (IllegalArgumentException | ArithmeticException outOfBounds) {
            return new Marked(time, quantity, reading, Mark.BEYOND_SENSOR);
        }
    }

    private static Condition marked(Condition condition, Reading reading, Mark mark) {
        return new Marked(condition.time(), condition.quantity(), reading, mark);
    }

    /// What a condition says, in the units in which it is reported; empty if it is marked already.
    private static Optional<Reading> reading(Condition condition) {
        return switch (condition) {
            case Condition.Tilt(_, int tenths) -> Optional.of(decimal(tenths, 1));
            case Condition.Shock(_, int hundredths) -> Optional.of(decimal(hundredths, 2));
            case Condition.Light(_, int lux) -> Optional.of(decimal(lux, 0));
            case Condition.Battery(_, int percent) -> Optional.of(decimal(percent, 0));
            case Condition.Nitrogen(_, int percent) -> Optional.of(decimal(percent, 0));
            case Condition.Lid(_, LidState state) -> Optional.of(new Reading(state.name()));
            case Condition.Device(_, DeviceState state, Optional<Reading> code) ->
                    Optional.of(code.orElse(new Reading(state.name())));
            case Condition.Position(_, int latitude, int longitude, int accuracy) ->
                    Optional.of(
                            new Reading(
                                    "%s,%s,%d"
                                            .formatted(
                                                    decimal(latitude, 6),
                                                    decimal(longitude, 6),
                                                    accuracy)));
            case Marked _ -> Optional.empty();
        };
    }

    private static Reading decimal(int value, int decimals) {
        return Reading.of(BigDecimal.valueOf(value, decimals));
    }

    private static int whole(BigDecimal value, int decimals) {
        return value.movePointRight(decimals).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    }

    /// @throws IllegalArgumentException if it has too many digits for a sensor
    private static String plain(BigDecimal value) {
        var checked = new BigDecimal(Reading.of(value).text());
        return checked.setScale(Math.clamp(checked.scale(), 0, 6), RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
