package io.unbroken.tracking.recorder;

import com.mongodb.MongoException;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Model.Derived;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.HeardConditions;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.LastMoment;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Store;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Derives journeys again from what the store has, to hold them to what the store keeps of them.
public final class Rederivation {

    /// Who has so many bytes of records has no room for more: an inbox and a bucket alike.
    public static final int MOST_BYTES = Inbox.MOST_BYTES;

    private final Store store;
    private final Model model;
    private final Authenticator authenticator;

    public Rederivation(Store store, Model model, Authenticator authenticator) {
        this.store = store;
        this.model = model;
        this.authenticator = authenticator;
    }

    /// What the events of this inbox say, but for those that cannot be believed.
    public List<SignedEvent> events(List<KeptEvent> inbox) {
        var events = new ArrayList<SignedEvent>();
        for (KeptEvent kept : asHad(inbox)) {
            // An edited one may name a topic that has no events.
            unlessEdited(() -> authenticator.event(kept.record()))
                    .ifPresent(outcome -> {
                        if (outcome instanceof Authentic(var said)) {
                            events.add(said);
                        }
                    });
        }
        return events;
    }

    private static List<KeptEvent> asHad(List<KeptEvent> inbox) {
        return inbox.stream()
                .sorted(Comparator.comparing(KeptEvent::record, LogRecord.AS_HAD))
                .toList();
    }

    /// What these events and the store's readings give; empty if those are not what anybody of ours wrote.
    ///
    /// @param claims which chains claim which identifiers by what is on the log
    public Optional<Derived> derive(
            CoiId coi, List<SignedEvent> events, Map<Alias, Set<CoiId>> claims) {
        ProductProfiles profiles = authenticator.profiles().profiles();
        List<LoggerAssignment> legs = model.legs(events, profiles);
        return unlessEdited(() -> {
            Map<LoggerId, LoggerDocument> loggers =
                    store.loggers(
                            legs.stream()
                                    .map(LoggerAssignment::logger)
                                    .collect(Collectors.toSet()));
            var data = LoggerData.of(legs, loggers, Buckets.ofBlocks(store, authenticator));
            return model.derive(coi, events, profiles, data, claims);
        });
    }

    /// Which loggers these events let speak for the cells, and when.
    public List<LoggerAssignment> legs(List<SignedEvent> events) {
        return model.legs(events, authenticator.profiles().profiles());
    }

    /// Whether the digest of a bucket is what its blocks give. One that was written before the root last changed its mind of a key
    /// is not looked at, and neither may be believed by anybody.
    public boolean digests(BucketDocument bucket) {
        if (bucket.keys() < authenticator.changes()) {
            return true;
        }
        Set<ThermalRule> rules =
                bucket.digest().map(digest -> digest.segments().keySet()).orElse(Set.of());
        return unlessEdited(() -> KeptDay.digest(bucket, rules, authenticator))
                .map(digest -> digest.equals(bucket.digest()))
                .orElse(false);
    }

    /// Whether the readings of a logger end there, by what the store has now of that day.
    public boolean ends(LoggerId logger, LastMoment last) {
        var id = new BucketId(logger, LocalDate.ofInstant(last.time(), ZoneOffset.UTC));
        return unlessEdited(() -> store.buckets(Set.of(id)))
                .map(found -> found.get(id))
                .map(bucket -> endsWith(bucket, last))
                .orElse(false);
    }

    private boolean endsWith(BucketDocument bucket, LastMoment last) {
        var day = new KeptDay(bucket, authenticator, false);
        return day.said().size() < bucket.blocks().size()
                || (!day.readings().isEmpty()
                        && LastMoment.of(day.readings(), last.changes()).isAt(last));
    }

    /// Whether a logger told that, by what the store has now of that day.
    public boolean tells(LoggerId logger, Condition condition) {
        var id = new BucketId(logger, LocalDate.ofInstant(condition.time(), ZoneOffset.UTC));
        return unlessEdited(() -> store.buckets(Set.of(id)))
                .map(found -> found.get(id))
                .map(bucket -> tells(bucket, condition))
                .orElse(false);
    }

    private boolean tells(BucketDocument bucket, Condition condition) {
        var day = new KeptDay(bucket, authenticator, false);
        return day.said().size() < bucket.blocks().size()
                || day.said().stream()
                        .flatMap(said ->
                                HeardConditions.of(said.conditions(), 0).last().values().stream())
                        .anyMatch(heard -> heard.condition().equals(condition));
    }

    /// The identifiers that these events claim for their chain alone.
    public Set<Alias> aliases(List<SignedEvent> events) {
        return model.aliases(events);
    }

    /// The inbox that a journey has in the store now.
    public List<KeptEvent> inbox(CoiId coi) {
        return unlessEdited(() -> store.journeys(Set.of(coi)))
                .map(found -> found.get(coi))
                .map(JourneyDocument::inbox)
                .orElse(List.of());
    }

    /// Whether the store has readings of that day of a logger now.
    public boolean hasBucket(BucketId id) {
        return unlessEdited(() -> store.buckets(Set.of(id)))
                .map(found -> found.containsKey(id))
                .orElse(true);
    }

    /// Whether the store still has that version of a journey: if not, a difference may be none.
    public boolean unchanged(JourneyDocument journey) {
        return store.versions(Set.of(journey.coi())).getOrDefault(journey.coi(), 0L)
                == journey.version();
    }

    /// A document that has not our form fails in any way.
    private static <T> Optional<T> unlessEdited(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (MongoException away) {
            throw away;
        } catch (RuntimeException edited) {
            return Optional.empty();
        }
    }
}
