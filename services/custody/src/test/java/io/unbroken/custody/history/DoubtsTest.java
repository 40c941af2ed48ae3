package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.all;
import static io.unbroken.custody.history.Doctored.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.DoubtfulRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.custody.telemetry.TelemetryBlock.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a history finds where someone else than the party may have signed.
final class DoubtsTest {

    private static final String STOLEN = "The key was stolen before.";
    private static final String LOST = "The key was lost before.";

    private final Journeys journey = Journeys.upToInfusion();
    private final Instant riding =
            journey.history().carriages().getFirst().from().plus(Duration.ofHours(1));

    @Test
    void events_that_another_may_have_signed_hold_once_for_each_key_and_doubt() {
        // given
        SignedEvent first = journey.events().get(1);
        SignedEvent second = journey.events().get(4);
        SignedEvent third = journey.events().get(5);
        doubt(1, STOLEN);
        doubt(4, STOLEN);
        doubt(5, LOST);

        // when
        List<Finding> found = all(journey.history(), FindingCode.KEY_COMPROMISED);

        // then
        assertThat(found)
                .extracting(Finding::detail)
                .containsExactly(LOST + " (1 events)", STOLEN + " (2 events)");
        assertThat(found)
                .extracting(Finding::evidence)
                .containsExactly(
                        List.of(third.event().id()),
                        List.of(first.event().id(), second.event().id()));
        assertThat(journey.history().judgements()).noneMatch(Judgement::go);
    }

    @Test
    void what_was_also_said_soundly_is_sound() {
        SignedEvent sound = journey.events().get(1);
        doubt(1, STOLEN);
        journey.events().add(sound);

        assertThat(all(journey.history(), FindingCode.KEY_COMPROMISED)).isEmpty();
        journey.events().addFirst(journey.events().removeLast());
        assertThat(all(journey.history(), FindingCode.KEY_COMPROMISED)).isEmpty();
    }

    @Test
    void doubtful_readings_of_the_journey_hold_and_name_the_first_ten_blocks() {
        List<DoubtfulRecord> doubts =
                IntStream.rangeClosed(1, 12)
                        .mapToObj(number -> block(number, Journeys.WARM_LOGGER, riding))
                        .toList();

        Finding found = only(derive(doubts), FindingCode.KEY_COMPROMISED);

        assertThat(found.subject()).isEqualTo(Journeys.WARM_LOGGER.value());
        assertThat(found.detail())
                .startsWith(STOLEN + " (12 blocks, the first: " + id(1))
                .endsWith(id(10) + ")");
    }

    @Test
    void doubtful_readings_of_another_time_or_logger_change_nothing() {
        Instant before = journey.history().carriages().getFirst().from().minusMillis(1);
        List<DoubtfulRecord> doubts =
                List.of(
                        block(1, Journeys.WARM_LOGGER, before),
                        block(2, new LoggerId("LOG-OTHER"), riding));

        assertThat(derive(doubts).canonical()).isEqualTo(journey.history().canonical());
    }

    private History derive(List<DoubtfulRecord> doubts) {
        return History.derive(
                Journeys.COI,
                journey.events(),
                SyntheticProfiles.all(),
                journey.readings(),
                List.of(),
                doubts);
    }

    private static DoubtfulRecord block(int number, LoggerId logger, Instant time) {
        return new DoubtfulRecord(
                new TelemetryBlock(
                        id(number),
                        logger,
                        Source.LIVE,
                        List.of(new Sample(time, Celsius.parse("5")))),
                STOLEN);
    }

    private static BlockId id(int number) {
        return new BlockId("00000000-0000-4000-b000-%012d".formatted(number));
    }

    private void doubt(int index, String why) {
        SignedEvent event = journey.events().get(index);
        journey.events()
                .set(
                        index,
                        new SignedEvent(
                                event.event(),
                                event.content(),
                                event.party(),
                                event.kind(),
                                event.key(),
                                event.sequence(),
                                Standing.doubtful(why)));
    }
}
