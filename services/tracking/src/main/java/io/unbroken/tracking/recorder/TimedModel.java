package io.unbroken.tracking.recorder;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.profile.ProductProfiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Measures how long derivations take.
public final class TimedModel implements Model {

    private final Model model;
    private final Timer derivations;

    public TimedModel(Model model, MeterRegistry meters) {
        this.model = model;
        this.derivations =
                Timer.builder("unbroken.histories.derived")
                        .description("Derivations of one journey's history")
                        .publishPercentileHistogram()
                        .register(meters);
    }

    @Override
    public List<LoggerAssignment> legs(Collection<SignedEvent> events, ProductProfiles profiles) {
        return model.legs(events, profiles);
    }

    @Override
    public Set<Alias> aliases(Collection<SignedEvent> events) {
        return model.aliases(events);
    }

    @Override
    public Derived derive(
            CoiId coi,
            List<SignedEvent> events,
            ProductProfiles profiles,
            LoggerData data,
            Map<Alias, Set<CoiId>> claims) {
        return Objects.requireNonNull(
                derivations.record(() -> model.derive(coi, events, profiles, data, claims)));
    }
}
