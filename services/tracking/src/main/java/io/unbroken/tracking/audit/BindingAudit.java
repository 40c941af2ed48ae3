package io.unbroken.tracking.audit;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.WholeStore.Claimed;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Holds what ties journeys to each other and to readings, which is how late data finds them: loggers and aliases.
final class BindingAudit {

    private final QuarantineAudit quarantine;
    private final Rederivation rederivation;
    private final Flaws flaws;
    private final Map<LoggerId, Set<CoiId>> journeys;
    private final Map<LoggerId, Set<LocalDate>> days = new HashMap<>();
    private final Map<Alias, Set<CoiId>> claims;
    private final Set<LoggerId> seen = new HashSet<>();

    /// @param journeys which journeys each logger was with
    BindingAudit(
            RecordedLog log,
            Map<LoggerId, Set<CoiId>> journeys,
            QuarantineAudit quarantine,
            Rederivation rederivation,
            Flaws flaws) {
        this.quarantine = quarantine;
        this.rederivation = rederivation;
        this.flaws = flaws;
        this.journeys = journeys;
        this.claims = new HashMap<>(log.claims());
        log.blocks()
                .keySet()
                .forEach(id ->
                        days.computeIfAbsent(id.logger(), _ -> new HashSet<>()).add(id.day()));
    }

    void logger(LoggerDocument document) {
        LoggerId logger = document.logger();
        String where = "logger " + logger;
        seen.add(logger);
        if (document.journeys().isEmpty() && document.days().isEmpty()) {
            flaws.add(where, "extra: it says nothing");
        }
        Set<CoiId> bound = journeys.getOrDefault(logger, Set.of());
        if (!document.journeys().containsAll(bound)) {
            flaws.add(where, "missing: it was with more journeys");
        }
        for (CoiId coi : document.journeys()) {
            if (!bound.contains(coi)
                    && !quarantine.had(coi)
                    && !rederivation
                            .loggers(rederivation.events(rederivation.inbox(coi)))
                            .contains(logger)) {
                flaws.add(where, "extra: it was not with journey " + coi);
            }
        }
        Set<LocalDate> measured = days.getOrDefault(logger, Set.of());
        if (!document.days().containsAll(measured)) {
            flaws.add(where, "missing: it has readings of more days");
        }
        for (LocalDate day : document.days()) {
            if (!measured.contains(day) && !rederivation.hasBucket(new BucketId(logger, day))) {
                flaws.add(where, "extra: it has no readings of " + day);
            }
        }
    }

    void claim(Claimed claimed) {
        String where = "alias " + claimed.alias();
        Set<CoiId> expected = claims.remove(claimed.alias());
        if (claimed.claimants().isEmpty()) {
            flaws.add(where, "extra: nobody claims it");
        }
        if (expected != null && !claimed.claimants().containsAll(expected)) {
            flaws.add(where, "missing: more chains claim it");
        }
        for (CoiId coi : claimed.claimants()) {
            if ((expected == null || !expected.contains(coi))
                    && !quarantine.had(coi)
                    && !rederivation
                            .aliases(rederivation.events(rederivation.inbox(coi)))
                            .contains(claimed.alias())) {
                flaws.add(where, "extra: %s does not claim it".formatted(coi));
            }
        }
    }

    void end() {
        claims.keySet().forEach(alias -> flaws.add("alias " + alias, "missing"));
        var loggers = new HashSet<>(journeys.keySet());
        loggers.addAll(days.keySet());
        loggers.removeAll(seen);
        loggers.forEach(logger -> flaws.add("logger " + logger, "missing"));
    }
}
