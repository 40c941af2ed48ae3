package io.unbroken.tracking.audit;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.Binding;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.HeardConditions;
import io.unbroken.tracking.store.HeardConditions.Heard;
import io.unbroken.tracking.store.LastMoment;
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
    private final Map<LoggerId, Set<Binding>> bindings;
    private final Map<LoggerId, LastMoment> ends;
    private final Map<LoggerId, HeardConditions> heard;
    private final Map<LoggerId, Set<LocalDate>> days = new HashMap<>();
    private final Map<Alias, Set<CoiId>> claims;
    private final Set<LoggerId> seen = new HashSet<>();

    /// @param bindings which journeys each logger was with, and when
    BindingAudit(
            RecordedLog log,
            Map<LoggerId, Set<Binding>> bindings,
            QuarantineAudit quarantine,
            Rederivation rederivation,
            Flaws flaws) {
        this.quarantine = quarantine;
        this.rederivation = rederivation;
        this.flaws = flaws;
        this.bindings = bindings;
        this.ends = log.ends();
        this.heard = log.heard();
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
        if (document.bindings().isEmpty() && document.days().isEmpty()) {
            flaws.add(where, "extra: it says nothing");
        }
        Set<Binding> bound = bindings.getOrDefault(logger, Set.of());
        if (!document.bindings().containsAll(bound)) {
            flaws.add(where, "missing: it was with more journeys");
        }
        for (CoiId coi : document.journeys()) {
            if (bound.stream().noneMatch(binding -> binding.coi().equals(coi))
                    && !quarantine.had(coi)
                    && rederivation.legs(rederivation.events(rederivation.inbox(coi))).stream()
                            .noneMatch(leg -> leg.logger().equals(logger))) {
                flaws.add(where, "extra: it was not with journey " + coi);
            }
        }
        Set<LocalDate> measured = days.getOrDefault(logger, Set.of());
        if (!document.days().containsAll(measured)) {
            flaws.add(where, "missing: it has readings of more days");
        }
        if (!endsThere(document)) {
            flaws.add(where, "changed: its readings do not end there");
        }
        if (!heard(document)) {
            flaws.add(where, "changed: it told other conditions");
        }
        for (LocalDate day : document.days()) {
            if (!measured.contains(day) && !rederivation.hasBucket(new BucketId(logger, day))) {
                flaws.add(where, "extra: it has no readings of " + day);
            }
        }
    }

    /// Where its readings end is also where those end that came after the audit began, or that nobody believes any more.
    private boolean endsThere(LoggerDocument document) {
        LastMoment known = ends.get(document.logger());
        LastMoment told = document.last().orElse(null);
        if (told == null) {
            return known == null;
        }
        return (known != null && known.isAt(told)) || rederivation.ends(document.logger(), told);
    }

    /// What it told since the audit began is in the store, and later than what is known here.
    private boolean heard(LoggerDocument document) {
        HeardConditions known = heard.getOrDefault(document.logger(), HeardConditions.NONE);
        boolean days =
                document.conditions().days().containsAll(known.days())
                        && document.days().containsAll(document.conditions().days());
        boolean last =
                known.last().values().stream()
                        .map(Heard::condition)
                        .allMatch(condition ->
                                document.conditions()
                                        .last(condition.quantity())
                                        .filter(told ->
                                                Condition.ORDER.compare(told.condition(), condition)
                                                        >= 0)
                                        .isPresent());
        return days
                && last
                && document.conditions().last().values().stream()
                        .map(Heard::condition)
                        .allMatch(told ->
                                known.last(told.quantity())
                                                .filter(each -> each.condition().equals(told))
                                                .isPresent()
                                        || rederivation.tells(document.logger(), told));
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
        var loggers = new HashSet<>(bindings.keySet());
        loggers.addAll(days.keySet());
        loggers.removeAll(seen);
        loggers.forEach(logger -> flaws.add("logger " + logger, "missing"));
    }
}
