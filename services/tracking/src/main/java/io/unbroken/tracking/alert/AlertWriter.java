package io.unbroken.tracking.alert;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Store;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/// Brings what was told of a journey up to its newest version, and hands over what is new.
///
/// What is told is written first, together with what is to be handed over, by compare-and-set; then it is handed over, and then taken out of
/// the outbox. So after a crash anywhere it is told once, and handed over again under the same ids. Any thread of any instance may do it.
public final class AlertWriter {

    private static final Logger LOG = LoggerFactory.getLogger(AlertWriter.class);

    /// Losing to other writers this often in a row means that something is wrong with the store.
    private static final int MOST_ATTEMPTS = 20;

    /// A version that each one is not older than.
    private static final long ANY = 0;

    private final Store store;
    private final ToldStore alerts;
    private final LastReadings readings;
    private final List<AlertChannel> channels;
    private final boolean silenceWatched;
    private final InstantSource clock;

    /// @param store for reads
    /// @param silenceWatched whether loggers of which nothing is heard for too long are told
    public AlertWriter(
            Store store,
            AlertStore alerts,
            LastReadings readings,
            List<AlertChannel> channels,
            boolean silenceWatched,
            InstantSource clock) {
        this(store, (ToldStore) alerts, readings, channels, silenceWatched, clock);
    }

    AlertWriter(
            Store store,
            ToldStore alerts,
            LastReadings readings,
            List<AlertChannel> channels,
            boolean silenceWatched,
            InstantSource clock) {
        this.store = store;
        this.alerts = alerts;
        this.readings = readings;
        this.channels = List.copyOf(channels);
        this.silenceWatched = silenceWatched;
        this.clock = clock;
    }

    /// Tells what is new of a journey.
    ///
    /// @param least the version that is known to have been written
    /// @return whether a version that is not older was there; if not, another namespace has just come into force, or the store lost it
    boolean bring(CoiId coi, long least) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            JourneyDocument journey = store.journeys(Set.of(coi)).get(coi);
            if (journey == null || journey.version() < least) {
                return false;
            }
            Optional<JourneyFacts> facts = facts(journey);
            if (facts.isEmpty()) {
                return true;
            }
            Told before = alerts.told(coi);
            Told after = before.next(facts.get(), silenceWatched, clock.instant());
            if (after.equals(before) && before.outbox().isEmpty()) {
                return true;
            }
            // What was derived from a version that is not the last may say what is no longer so.
            if ((after.equals(before) || alerts.replace(before, after, clock.instant()))
                    && isNewest(journey)) {
                handOver(coi);
                return true;
            }
        }
        throw new IllegalStateException(
                "expected to write what is told of a journey in %d attempts"
                        .formatted(MOST_ATTEMPTS));
    }

    /// Tells what is new of a journey to which something is due.
    void lookAgain(CoiId coi) {
        if (!bring(coi, ANY)) {
            Told told = alerts.told(coi);
            Instant now = clock.instant();
            alerts.replace(told, told.postponed(now), now);
        }
    }

    /// Empty if the history is not in our form, for somebody edited the store: the audit names it, and others go on.
    private Optional<JourneyFacts> facts(JourneyDocument journey) {
        JourneyFacts facts;
        try {
            facts = JourneyFacts.of(journey);
        } catch (JacksonException | IllegalArgumentException | DateTimeException edited) {
            LOG.warn(
                    "The history of {} in the store cannot be read, and its alerts stay as they are. Run the audit.",
                    journey.coi());
            return Optional.empty();
        }
        JourneyFacts foretold =
                facts.holds().isEmpty() || facts.watched().isEmpty()
                        ? facts
                        : facts.boiling(readings.nitrogen(facts.loggers()));
        return Optional.of(
                foretold.watched().isEmpty()
                        ? foretold
                        : foretold.heard(readings.of(foretold.loggers())));
    }

    private boolean isNewest(JourneyDocument journey) {
        return store.versions(Set.of(journey.coi())).getOrDefault(journey.coi(), 0L)
                <= journey.version();
    }

    /// If another writer adds to the outbox meanwhile, all of it is handed over again by whoever it is.
    private void handOver(CoiId coi) {
        Told told = alerts.told(coi);
        if (told.outbox().isEmpty()) {
            return;
        }
        channels.forEach(channel -> channel.take(told.outbox()));
        Instant now = clock.instant();
        alerts.replace(told, told.handedOver(now), now);
    }
}
