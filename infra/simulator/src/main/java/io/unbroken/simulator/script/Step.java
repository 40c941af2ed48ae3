package io.unbroken.simulator.script;

import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.time.Instant;
import java.util.List;

/// One message of a journey, and when it is sent.
public sealed interface Step {

    /// When it is sent, by the simulated clock; later than what it tells of, if the device was offline.
    Instant due();

    /// Who sends it.
    Actor actor();

    /// The same message, sent at another time.
    Step sentAt(Instant time);

    /// An event.
    record Scanned(Instant due, Actor actor, Event event) implements Step {
        @Override
        public Scanned sentAt(Instant time) {
            return new Scanned(time, actor, event);
        }
    }

    /// Samples that a logger sent while it was on its way.
    record Measured(Instant due, Actor actor, TelemetryBlock block) implements Step {
        @Override
        public Measured sentAt(Instant time) {
            return new Measured(time, actor, block);
        }
    }

    /// What a logger sensed beside temperatures.
    record Sensed(Instant due, Actor actor, ConditionBlock block) implements Step {
        @Override
        public Sensed sentAt(Instant time) {
            return new Sensed(time, actor, block);
        }
    }

    /// A logger's file.
    ///
    /// @param text the file as the device wrote it
    /// @param samples what it holds
    record Downloaded(Instant due, Actor actor, LoggerId logger, String text, List<Sample> samples)
            implements Step {
        public Downloaded {
            samples = List.copyOf(samples);
        }

        @Override
        public Downloaded sentAt(Instant time) {
            return new Downloaded(time, actor, logger, text, samples);
        }
    }
}
