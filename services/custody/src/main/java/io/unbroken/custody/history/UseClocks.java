package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.ThawCompleted;
import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.profile.UseClock.Anchor;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// When units came out of the cold, or to what else the clock of their product is tied, and when it runs out (DOMAIN I-25).
record UseClocks(ProductRules rules, EventSet events, List<Carriage> carriages) {

    /// When the first of a unit's clocks runs out; empty if none has begun. A clock is judged by the rules in force when it began.
    Optional<Instant> end(MaterialId material) {
        return Arrays.stream(Anchor.values())
                .flatMap(anchor -> began(anchor, material).flatMap(at -> end(anchor, at)).stream())
                .min(Comparator.naturalOrder());
    }

    /// When the shelf life ends of what was filled in a unit.
    Optional<Instant> shelfLife(MaterialId material) {
        return began(Anchor.FORMULATION, material)
                .flatMap(at -> rules.at(at).flatMap(profile -> profile.shelfLife().map(at::plus)));
    }

    /// What has to happen before a unit can be used, by the rules of the last event; in one sentence about `%s`.
    String awaited() {
        Anchor anchor =
                events.counting().stream()
                        .map(event -> event.event().eventTime())
                        .max(Comparator.naturalOrder())
                        .flatMap(rules::at)
                        .map(profile -> profile.use().anchor())
                        .orElse(Anchor.THAW_START);
        return switch (anchor) {
            case FORMULATION -> "%s is not known to have been filled.";
            case RELEASE -> "%s has not been released.";
            case REMOVED_FROM_STORAGE -> "%s has not been taken out of storage.";
            case THAW_START -> "%s has not begun to thaw.";
            case THAW_COMPLETE -> "%s has not been thawed.";
        };
    }

    private Optional<Instant> end(Anchor anchor, Instant began) {
        return rules.at(began)
                .map(profile -> profile.use())
                .filter(clock -> clock.anchor() == anchor)
                .map(clock -> began.plus(clock.longest()));
    }

    private Optional<Instant> began(Anchor anchor, MaterialId material) {
        return switch (anchor) {
            case FORMULATION ->
                    first(event ->
                            event instanceof ProductFormulated filled
                                    && filled.units().stream()
                                            .anyMatch(unit -> unit.material().equals(material)));
            case RELEASE ->
                    first(event ->
                            event instanceof LotDecided decided
                                    && decided.decision() == LotDecided.Decision.RELEASED
                                    && decided.materials().contains(material));
            case REMOVED_FROM_STORAGE -> removed(material);
            case THAW_START -> first(new ThawStarted(material)::equals);
            case THAW_COMPLETE -> first(new ThawCompleted(material)::equals);
        };
    }

    private Optional<Instant> first(Predicate<Fact> said) {
        return events.counting().stream()
                .filter(event -> said.test(event.event().fact()))
                .map(event -> event.event().eventTime())
                .min(Comparator.naturalOrder());
    }

    /// When the infusion centre took it out of what it was in last.
    private Optional<Instant> removed(MaterialId material) {
        return carriages.stream()
                .filter(carriage -> carriage.materials().contains(material))
                .max(Comparator.comparing(Carriage::from))
                .filter(last -> last.endedBy().filter(this::isByTheCentre).isPresent())
                .flatMap(Carriage::until);
    }

    private boolean isByTheCentre(EventId id) {
        return events.counting().stream()
                .anyMatch(event ->
                        event.kind() == PartyKind.INFUSION && event.event().id().equals(id));
    }

    /// The earliest of both.
    static Optional<Instant> first(Optional<Instant> a, Optional<Instant> b) {
        return Stream.of(a, b).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
