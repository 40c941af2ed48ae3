package io.unbroken.tracking.recorder;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.tracking.recorder.Model.Derived;
import io.unbroken.tracking.store.Binding;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.Knowledge;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/// Brings journeys up to date: load, union, derive, replace by compare-and-set, again for those that another writer changed.
///
/// The order of its steps is half of a promise; [TelemetryWriter] keeps the other half. A journey is loaded, then its aliases are claimed, then it is bound to
/// its loggers, then the buckets are read, then it is replaced. Readings that come in between find the binding, and their
/// writer replaces the journey whatever comes of it ([Reason#READINGS]): so either these readings were read here, or this
/// replacement fails and everything is read again.
final class JourneyWriter {

    /// Why a journey is looked at.
    enum Reason {
        /// Events arrived; if they change nothing, nothing is written.
        EVENTS,
        /// Readings of one of its loggers arrived; it is replaced even if they change nothing, see above.
        READINGS,
        /// Records came back from quarantine. It is replaced even if they change nothing: a writer that knows of a revocation may
        /// have put them there and be about to replace the journey without them. So its replacement fails, and it quarantines
        /// them again.
        RETRIED,
        /// Another journey claims one of its aliases. It is replaced even if that changes nothing, see [Claims].
        CLAIMED,
        /// The root said something of a key that was known, or an edition of a product's rules came. It is replaced even if that
        /// changes nothing, at first as still to be done. Only once its status is published it is [done][JourneyWriter#done]: who
        /// dies before that leaves it to be found again.
        STATEMENTS
    }

    /// Losing to other writers this often in a row means that something is wrong with the store.
    private static final int MOST_ATTEMPTS = 20;

    /// Each may be some 200 KB with its readings, and a small heap must hold them all.
    private static final int MOST_AT_ONCE = 50;

    private final Store store;
    private final Authenticator authenticator;
    private final Model model;
    private final InstantSource clock;

    JourneyWriter(Store store, Authenticator authenticator, Model model, InstantSource clock) {
        this.store = store;
        this.authenticator = authenticator;
        this.model = model;
        this.clock = clock;
    }

    /// Brings the journeys up to date and returns all of them, also those that were so already.
    ///
    /// @param boot the run of the store: what was written in another is replaced even if nothing changes, for a newer version may
    ///     have been lost whose status was published
    Written write(Map<CoiId, List<KeptEvent>> arrived, Map<CoiId, Reason> journeys, String boot) {
        var written = Written.nothing(boot);
        inParts(arrived, journeys, written);
        Reason reason =
                journeys.containsValue(Reason.STATEMENTS) ? Reason.STATEMENTS : Reason.CLAIMED;
        again(Set.copyOf(written.rivals), reason, written);
        again(Set.copyOf(written.unanswered), reason, written);
        return written;
    }

    private void again(Set<CoiId> journeys, Reason reason, Written written) {
        var reasons = new HashMap<CoiId, Reason>();
        journeys.forEach(coi -> reasons.put(coi, reason));
        inParts(Map.of(), reasons, written);
    }

    /// The newest statuses of these journeys, each derived again.
    Collection<JourneyStatus> statuses(Set<CoiId> journeys, Reason reason, String boot) {
        var written = Written.nothing(boot);
        again(journeys, reason, written);
        return written.statuses.values();
    }

    private void inParts(
            Map<CoiId, List<KeptEvent>> arrived, Map<CoiId, Reason> journeys, Written written) {
        journeys.keySet().stream()
                .gather(Gatherers.windowFixed(MOST_AT_ONCE))
                .forEach(some -> write(Set.copyOf(some), arrived, journeys, written));
    }

    private void write(
            Set<CoiId> some,
            Map<CoiId, List<KeptEvent>> arrived,
            Map<CoiId, Reason> journeys,
            Written written) {
        Set<CoiId> waiting = some;
        for (int attempt = 0; !waiting.isEmpty(); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new Conflict("journeys", MOST_ATTEMPTS);
            }
            waiting = attempt(waiting, arrived, journeys, written);
        }
    }

    private Set<CoiId> attempt(
            Set<CoiId> waiting,
            Map<CoiId, List<KeptEvent>> arrived,
            Map<CoiId, Reason> journeys,
            Written written) {
        KnownProfiles rules = authenticator.profiles();
        Map<CoiId, JourneyDocument> present = store.journeys(waiting);
        present.values().forEach(journey -> KnowsLess.check(rules.known(), journey.known()));
        var drafts = new ArrayList<Draft>();
        for (CoiId coi : waiting) {
            JourneyDocument before = present.get(coi);
            List<KeptEvent> inbox = before == null ? List.of() : before.inbox();
            Inbox union =
                    Inbox.union(coi, inbox, arrived.getOrDefault(coi, List.of()), authenticator);
            drafts.add(
                    new Draft(
                            coi,
                            union,
                            model.legs(union.events(), rules.profiles()),
                            model.aliases(union.events())));
        }
        List<QuarantinedRecord> refused =
                drafts.stream().flatMap(draft -> draft.inbox.refused().stream()).toList();
        if (!refused.isEmpty()) {
            store.quarantine(refused);
        }
        Claims made = claim(drafts);
        Claims claims = made.borneOut(said(made, drafts));
        Map<LoggerId, LoggerDocument> loggers = bind(drafts);
        var buckets = Buckets.of(store, authenticator);
        buckets.read(needed(drafts, loggers));

        var next = new ArrayList<Replacement<JourneyDocument>>();
        var statuses = new HashMap<CoiId, JourneyStatus>();
        for (Draft draft : drafts) {
            JourneyDocument before = present.get(draft.coi);
            Derived derived = derive(draft, rules.profiles(), loggers, buckets, claims);
            long version = before == null ? 0 : before.version();
            JourneyDocument after = document(draft, before, rules.known(), written.boot, derived);
            boolean same = before != null && same(before, after);
            if (before != null && journeys.get(draft.coi) == Reason.STATEMENTS) {
                written.undone.put(draft.coi, after);
                after = after.knowing(before.known());
            }
            if (before != null && same && journeys.get(draft.coi) == Reason.EVENTS) {
                statuses.put(draft.coi, derived.status().of(before.version(), before.updatedAt()));
            } else {
                next.add(new Replacement<>(version, after));
                statuses.put(draft.coi, derived.status().of(after.version(), after.updatedAt()));
            }
        }
        Set<CoiId> lost = next.isEmpty() ? Set.of() : store.replaceJourneys(next);
        next.stream()
                .map(Replacement::after)
                .filter(doc -> !lost.contains(doc.coi()))
                .map(ListedJourney::of)
                .forEach(written.changed::add);
        drafts.stream()
                .filter(draft -> !lost.contains(draft.coi))
                .forEach(draft -> {
                    written.refused.addAll(draft.inbox.refused());
                    if (journeys.get(draft.coi) != Reason.CLAIMED) {
                        Set<CoiId> rivals = made.rivals(draft.coi, draft.aliases);
                        written.rivals.addAll(rivals);
                        if (!rivals.equals(claims.rivals(draft.coi, draft.aliases))) {
                            written.unanswered.add(draft.coi);
                        }
                    }
                    // One without events says so too: the store may have lost one whose status was
                    // published, and its events may have been revoked since.
                    written.statuses.put(
                            draft.coi, Objects.requireNonNull(statuses.get(draft.coi)));
                });
        return lost;
    }

    /// Says of journeys that were derived again, and of which the statuses are published now, that this is done. One that somebody
    /// replaced meanwhile is found again.
    void done(Written written) {
        List<Replacement<JourneyDocument>> next =
                written.undone.values().stream()
                        .map(journey ->
                                new Replacement<>(
                                        journey.version(),
                                        journey.numbered(
                                                Replacement.next(
                                                        journey.version(),
                                                        Math.max(
                                                                clock.instant().toEpochMilli(),
                                                                store.leastVersion())))))
                        .toList();
        if (!next.isEmpty()) {
            store.replaceJourneys(next);
        }
    }

    private Claims claim(List<Draft> drafts) {
        var wanted = new HashMap<CoiId, Set<Alias>>();
        drafts.forEach(draft -> wanted.put(draft.coi, draft.aliases));
        return Claims.made(store, wanted);
    }

    /// What these journeys and all that made the claims claim now.
    private Map<CoiId, Set<Alias>> said(Claims made, List<Draft> drafts) {
        var said = new HashMap<CoiId, Set<Alias>>();
        drafts.forEach(draft -> said.put(draft.coi, draft.aliases));
        Set<CoiId> others = made.claimants();
        others.removeAll(said.keySet());
        if (!others.isEmpty()) {
            store.journeys(others)
                    .forEach((coi, journey) -> {
                        KnowsLess.check(authenticator, journey.known().keys());
                        Inbox inbox = Inbox.union(coi, journey.inbox(), List.of(), authenticator);
                        said.put(coi, model.aliases(inbox.events()));
                    });
        }
        return said;
    }

    /// What is known of all loggers of the drafts, after each was bound to its journeys.
    private Map<LoggerId, LoggerDocument> bind(List<Draft> drafts) {
        var wanted = new HashMap<LoggerId, Set<Binding>>();
        for (Draft draft : drafts) {
            for (LoggerAssignment leg : draft.legs) {
                wanted.computeIfAbsent(leg.logger(), _ -> new HashSet<>())
                        .add(Binding.of(draft.coi, leg));
            }
        }
        var bound = new HashMap<LoggerId, LoggerDocument>();
        for (int attempt = 0; bound.size() < wanted.size(); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new Conflict("loggers", MOST_ATTEMPTS);
            }
            var waiting = new HashSet<>(wanted.keySet());
            waiting.removeAll(bound.keySet());
            bound.putAll(bind(waiting, wanted));
        }
        return bound;
    }

    /// Those of the loggers that nobody else changed meanwhile.
    private Map<LoggerId, LoggerDocument> bind(
            Set<LoggerId> waiting, Map<LoggerId, Set<Binding>> wanted) {
        Map<LoggerId, LoggerDocument> present = store.loggers(waiting);
        var after = new HashMap<LoggerId, LoggerDocument>();
        var next = new ArrayList<Replacement<LoggerDocument>>();
        for (LoggerId logger : waiting) {
            LoggerDocument before = present.getOrDefault(logger, LoggerDocument.unknown(logger));
            Set<Binding> bindings = wanted.getOrDefault(logger, Set.of());
            if (before.bindings().containsAll(bindings)) {
                after.put(logger, before);
            } else {
                LoggerDocument bound =
                        before.bound(
                                bindings,
                                Replacement.next(before.version(), clock.instant().toEpochMilli()));
                after.put(logger, bound);
                next.add(new Replacement<>(before.version(), bound));
            }
        }
        Set<LoggerId> lost = next.isEmpty() ? Set.of() : store.replaceLoggers(next);
        after.keySet().removeAll(lost);
        return after;
    }

    private static Set<BucketId> needed(
            Collection<Draft> drafts, Map<LoggerId, LoggerDocument> loggers) {
        var needed = new HashSet<BucketId>();
        drafts.forEach(draft -> needed.addAll(LoggerData.buckets(draft.legs, loggers)));
        return needed;
    }

    private Derived derive(
            Draft draft,
            ProductProfiles profiles,
            Map<LoggerId, LoggerDocument> loggers,
            Buckets buckets,
            Claims claims) {
        LoggerData data = LoggerData.of(draft.legs, loggers, buckets);
        return model.derive(draft.coi, draft.inbox.events(), profiles, data, claims.of());
    }

    private JourneyDocument document(
            Draft draft,
            @Nullable JourneyDocument before,
            Knowledge known,
            String boot,
            Derived derived) {
        Instant now = clock.instant();
        return new JourneyDocument(
                draft.coi,
                Replacement.next(
                        before == null ? 0 : before.version(),
                        Math.max(now.toEpochMilli(), store.leastVersion())),
                before == null ? known : before.known().union(known),
                boot,
                draft.inbox.kept(),
                derived.history(),
                derived.summary(),
                now);
    }

    private static boolean same(JourneyDocument before, JourneyDocument after) {
        return before.boot().equals(after.boot())
                && before.inbox().equals(after.inbox())
                && before.history().equals(after.history())
                && before.summary().equals(after.summary());
    }

    /// A journey between union and derivation.
    private record Draft(CoiId coi, Inbox inbox, List<LoggerAssignment> legs, Set<Alias> aliases) {}

    /// What came of it.
    ///
    /// @param boot the run of the store
    /// @param changed written in a new version
    /// @param statuses the newest of all of them, also of those that were already as they should be
    /// @param refused put into quarantine
    /// @param rivals those that claim an alias of another one, and are derived after it
    /// @param undone as they are when their statuses are published
    /// @param unanswered those with a rival that had not said so in its own journey, and are derived once more after it
    record Written(
            String boot,
            List<ListedJourney> changed,
            Map<CoiId, JourneyStatus> statuses,
            List<QuarantinedRecord> refused,
            Set<CoiId> rivals,
            Map<CoiId, JourneyDocument> undone,
            Set<CoiId> unanswered) {

        private static Written nothing(String boot) {
            return new Written(
                    boot,
                    new ArrayList<>(),
                    new HashMap<>(),
                    new ArrayList<>(),
                    new HashSet<>(),
                    new HashMap<>(),
                    new HashSet<>());
        }
    }
}
