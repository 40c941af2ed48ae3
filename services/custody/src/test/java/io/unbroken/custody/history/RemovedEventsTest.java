package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.bedside.Bedside;
import io.unbroken.custody.bedside.BedsideRules;
import io.unbroken.custody.bedside.Question;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.PointOfUse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is said at the bedside of journeys of which one or two events are missing.
class RemovedEventsTest {

    private static final int JOURNEYS = 200;

    /// Of the first journeys every single event and every pair is taken out; of all 200, some 150,000 removals, with `-Dunbroken.removals=200`.
    private static final int WHOLLY = Integer.getInteger("unbroken.removals", 1);

    /// So many removals are drawn of each other journey: a build stays short.
    private static final int DRAWN = 10;

    private static final Bedside BEDSIDE =
            new Bedside(
                    new BedsideRules(
                            Journeys.CENTRE,
                            Duration.ofMinutes(1),
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(30),
                            Duration.ofSeconds(3),
                            Duration.ofMinutes(30)));

    @Test
    void whoever_takes_one_or_two_events_out_of_a_journey_gets_a_go_exactly_if_all_is_still_said() {
        var wrong = new ArrayList<String>();
        int held = 0;
        int went = 0;
        for (int seed = 0; seed < JOURNEYS; seed++) {
            Journeys journey = ReferenceJourneys.of(seed);
            List<SignedEvent> whole = journey.events();
            assertThat(isGo(journey, whole)).as("seed %d, whole", seed).isTrue();
            for (int[] gone : removals(whole.size(), seed)) {
                var left = new ArrayList<>(whole);
                for (int index : gone) {
                    left.remove(index);
                }
                boolean go = isGo(journey, left);
                if (go != ReferenceJourneys.everythingIsSaid(whole, left)) {
                    wrong.add("seed %d: %s without %s".formatted(seed, go, names(whole, gone)));
                }
                went += go ? 1 : 0;
                held += go ? 0 : 1;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(held).isGreaterThan(JOURNEYS);
        assertThat(went).isGreaterThan(JOURNEYS / 4);
    }

    /// The indexes of what is taken out, the later one first.
    private static List<int[]> removals(int size, int seed) {
        var all = new ArrayList<int[]>();
        for (int i = 0; i < size; i++) {
            all.add(new int[] {i});
            for (int j = 0; j < i; j++) {
                all.add(new int[] {i, j});
            }
        }
        if (seed < WHOLLY) {
            return all;
        }
        Collections.shuffle(all, new Random(seed));
        return all.subList(0, DRAWN);
    }

    private static boolean isGo(Journeys journey, List<SignedEvent> events) {
        JourneyStatus status =
                History.derive(
                                Journeys.COI,
                                events,
                                SyntheticProfiles.all(),
                                journey.readings(),
                                List.of())
                        .status(1, Journeys.START);
        Instant now = journey.events().getLast().event().eventTime().plusSeconds(60);
        return events.stream()
                .filter(ReferenceJourneys::isBedside)
                .anyMatch(check ->
                        BEDSIDE.answer(
                                        new Question(
                                                PointOfUse.INFUSION,
                                                check.event().id(),
                                                check.event().by(),
                                                check.event().eventTime(),
                                                Optional.empty()),
                                        Optional.of(status),
                                        Duration.ZERO,
                                        now)
                                .go());
    }

    private static List<String> names(List<SignedEvent> whole, int[] gone) {
        var names = new ArrayList<String>();
        for (int index : gone) {
            names.add(whole.get(index).event().fact().getClass().getSimpleName());
        }
        return names;
    }
}
