package io.unbroken.custody.sensing;

import io.unbroken.custody.event.Event;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/// One thing other than a temperature that a logger said at one time: how its shipper fared, or it itself.
///
/// Times are whole milliseconds, corrected as the block's clock says, from [Event#EARLIEST] to [Event#LATEST]. All values are whole
/// numbers, so that the same condition is the same bytes on every machine.
public sealed interface Condition {

    /// By time, then by what was sensed, then by its value: a set of conditions has one order only.
    Comparator<Condition> ORDER =
            Comparator.comparing(Condition::time)
                    .thenComparing(Condition::quantity)
                    .thenComparing(Condition::toString);

    /// When it was.
    Instant time();

    /// What was sensed.
    Quantity quantity();

    /// How far the shipper leaned.
    ///
    /// @param tenths of a degree from upright, 0 to 1800 (upside down)
    record Tilt(Instant time, int tenths) implements Condition {
        public Tilt {
            time = checked(time);
            within("tilt", tenths, 0, 1_800);
        }

        @Override
        public Quantity quantity() {
            return Quantity.TILT;
        }
    }

    /// The hardest shock since the last one was reported.
    ///
    /// @param hundredths of the acceleration of free fall (g), 0 to 1000 g: more breaks the logger
    record Shock(Instant time, int hundredths) implements Condition {
        public Shock {
            time = checked(time);
            within("shock", hundredths, 0, 100_000);
        }

        @Override
        public Quantity quantity() {
            return Quantity.SHOCK;
        }
    }

    /// How light it was inside of the shipper: light means that it was open.
    ///
    /// @param lux 0 to 200,000; full sun has some 120,000
    record Light(Instant time, int lux) implements Condition {
        public Light {
            time = checked(time);
            within("light", lux, 0, 200_000);
        }

        @Override
        public Quantity quantity() {
            return Quantity.LIGHT;
        }
    }

    /// The lid was found open or closed.
    record Lid(Instant time, LidState state) implements Condition {
        public Lid {
            time = checked(time);
        }

        @Override
        public Quantity quantity() {
            return Quantity.LID;
        }
    }

    /// Where the logger was, WGS 84.
    ///
    /// @param latitude millionths of a degree, north positive
    /// @param longitude millionths of a degree, east positive
    /// @param accuracy metres within which it probably was, 0 to 1,000,000: a mobile cell may be all that is known
    record Position(Instant time, int latitude, int longitude, int accuracy) implements Condition {
        public Position {
            time = checked(time);
            within("latitude", latitude, -90_000_000, 90_000_000);
            within("longitude", longitude, -180_000_000, 180_000_000);
            within("accuracy", accuracy, 0, 1_000_000);
        }

        @Override
        public Quantity quantity() {
            return Quantity.POSITION;
        }
    }

    /// What was left in the logger's battery.
    ///
    /// @param percent 0 to 100
    record Battery(Instant time, int percent) implements Condition {
        public Battery {
            time = checked(time);
            within("battery", percent, 0, 100);
        }

        @Override
        public Quantity quantity() {
            return Quantity.BATTERY;
        }
    }

    /// What was left of a dry shipper's liquid nitrogen.
    ///
    /// @param percent of a full charge, 0 to 100
    record Nitrogen(Instant time, int percent) implements Condition {
        public Nitrogen {
            time = checked(time);
            within("nitrogen", percent, 0, 100);
        }

        @Override
        public Quantity quantity() {
            return Quantity.NITROGEN;
        }
    }

    /// The logger said how it was itself.
    ///
    /// @param code the logger's own code for it, if it gave one
    record Device(Instant time, DeviceState state, Optional<Reading> code) implements Condition {
        public Device {
            time = checked(time);
        }

        @Override
        public Quantity quantity() {
            return Quantity.DEVICE;
        }
    }

    /// Something that cannot be true as it stands: kept as evidence, never judged.
    ///
    /// @param time from [MarkedSample#EARLIEST] to [MarkedSample#LATEST], for a broken clock may show any time
    /// @param reading what the logger wrote
    /// @param mark why it is not judged
    record Marked(Instant time, Quantity quantity, Reading reading, Mark mark)
            implements Condition {
        public Marked {
            time = time.truncatedTo(ChronoUnit.MILLIS);
            MarkedSample.requireRange(time);
        }
    }

    /// What can be sensed.
    enum Quantity {
        TILT,
        SHOCK,
        LIGHT,
        LID,
        POSITION,
        BATTERY,
        NITROGEN,
        DEVICE
    }

    /// How a lid was found.
    enum LidState {
        OPEN,
        CLOSED
    }

    /// How a logger was.
    enum DeviceState {
        /// It began to measure.
        STARTED,
        /// It ended to measure, by hand or by itself.
        STOPPED,
        /// A sensor of it gave nothing, or nonsense.
        SENSOR_FAULT,
        /// Its sensors work again.
        SENSOR_WORKS,
        /// Its memory is full; older readings may be lost.
        MEMORY_FULL
    }

    private static Instant checked(Instant time) {
        if (time.isBefore(Event.EARLIEST) || time.isAfter(Event.LATEST)) {
            throw new IllegalArgumentException(
                    "time: expected %s to %s, found %s"
                            .formatted(Event.EARLIEST, Event.LATEST, time));
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static void within(String field, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException(
                    "%s: expected %d to %d, found %d".formatted(field, from, to, value));
        }
    }
}
