package io.unbroken.infusion.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.PointOfUseVerdict;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {

    private static final CoiId COI = new CoiId("CHA999926000001");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void a_fresh_go_is_go() {
        assertThat(answer(Optional.of(go(NOW.plusSeconds(1))), LIMIT).answer())
                .isEqualTo(PointOfUseVerdict.Answer.GO);
    }

    @Test
    void a_go_is_void_from_its_time_on() {
        Answer answer = answer(Optional.of(go(NOW)), Duration.ZERO);

        assertThat(answer.answer()).isEqualTo(PointOfUseVerdict.Answer.HOLD);
        assertThat(answer.reasons())
                .containsExactly("The time for this ran out at 2026-11-20T10:00:00Z.");
    }

    @Test
    void a_status_that_is_not_fresh_holds() {
        Answer answer = answer(Optional.of(go(NOW.plusSeconds(1))), LIMIT.plusSeconds(1));

        assertThat(answer.answer()).isEqualTo(PointOfUseVerdict.Answer.HOLD);
        assertThat(answer.reasons()).singleElement().asString().contains("not fresh");
    }

    @Test
    void an_unknown_chain_holds() {
        assertThat(answer(Optional.empty(), Duration.ZERO).answer())
                .isEqualTo(PointOfUseVerdict.Answer.HOLD);
    }

    @Test
    void a_status_without_this_point_holds() {
        JourneyStatus status = status(List.of());

        assertThat(answer(Optional.of(status), Duration.ZERO).answer())
                .isEqualTo(PointOfUseVerdict.Answer.HOLD);
    }

    private static Answer answer(Optional<JourneyStatus> status, Duration silence) {
        return Answer.of(COI, PointOfUse.INFUSION, status, silence, LIMIT, NOW);
    }

    private static JourneyStatus go(Instant until) {
        return status(
                List.of(
                        new PointOfUseVerdict(
                                PointOfUse.INFUSION,
                                PointOfUseVerdict.Answer.GO,
                                List.of(),
                                Optional.of(until))));
    }

    private static JourneyStatus status(List<PointOfUseVerdict> verdicts) {
        return new JourneyStatus(
                COI,
                7,
                new ContentHash("a".repeat(64)),
                "AT_CENTRE",
                Optional.empty(),
                Verdict.CONFORMANT,
                verdicts,
                Optional.empty(),
                List.of(),
                NOW,
                JourneyState.PROVISIONAL);
    }
}
