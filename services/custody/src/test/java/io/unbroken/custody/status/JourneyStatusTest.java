package io.unbroken.custody.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.status.PointOfUseVerdict.Answer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JourneyStatusTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void an_answer_is_go_exactly_when_nothing_speaks_against_it() {
        assertThat(verdict(Answer.GO, List.of()).reasons()).isEmpty();
        assertThat(verdict(Answer.HOLD, List.of("Seal broken")).reasons())
                .containsExactly("Seal broken");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict(Answer.GO, List.of("Seal broken")))
                .withMessageContaining("found 1 with GO");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict(Answer.HOLD, List.of()))
                .withMessageContaining("found 0 with HOLD");
    }

    @Test
    void reasons_fit_a_screen_and_each_a_line() {
        List<String> most =
                Collections.nCopies(
                        PointOfUseVerdict.MOST_REASONS,
                        "x".repeat(PointOfUseVerdict.LONGEST_REASON));
        assertThat(verdict(Answer.HOLD, most).reasons()).hasSize(50);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict(Answer.HOLD, Collections.nCopies(51, "Seal broken")))
                .withMessageContaining("found 51");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verdict(Answer.HOLD, List.of("Seal broken", "x".repeat(201))))
                .withMessageContaining("at most 200");
    }

    @Test
    void go_holds_until_a_whole_microsecond() {
        var verdict =
                new PointOfUseVerdict(
                        PointOfUse.THAW, Answer.GO, List.of(), Optional.of(NOON.plusNanos(2_999)));

        assertThat(verdict.goUntil()).contains(NOON.plusNanos(2_000));
    }

    @Test
    void a_status_has_one_answer_for_each_point_of_use() {
        PointOfUseVerdict thaw = verdict(Answer.GO, List.of());
        var infusion =
                new PointOfUseVerdict(
                        PointOfUse.INFUSION, Answer.HOLD, List.of("Too warm"), Optional.empty());

        assertThat(status("IN_MANUFACTURE", 0, List.of(thaw, infusion), 1).verdicts())
                .containsExactly(thaw, infusion);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> status("IN_MANUFACTURE", 0, List.of(thaw, thaw), 1))
                .withMessageStartingWith("verdicts:");
    }

    @Test
    void a_status_names_its_stage_version_and_units_within_limits() {
        JourneyStatus status = status("IN_MANUFACTURE", 0, List.of(), JourneyStatus.MOST_MATERIALS);

        assertThat(status.materials()).hasSize(1000);
        assertThat(status.derivedAt()).isEqualTo(NOON.plusNanos(1_000));
        for (String other : List.of("", "X", "in manufacture", "_X", "A".repeat(41))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> status(other, 0, List.of(), 1))
                    .withMessageStartingWith("stage:");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> status("ORDERED", -1, List.of(), 1))
                .withMessageStartingWith("version:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> status("ORDERED", 0, List.of(), 1001))
                .withMessageStartingWith("materials:");
    }

    private static PointOfUseVerdict verdict(Answer answer, List<String> reasons) {
        return new PointOfUseVerdict(PointOfUse.THAW, answer, reasons, Optional.empty());
    }

    private static JourneyStatus status(
            String stage, long version, List<PointOfUseVerdict> verdicts, int materials) {
        return new JourneyStatus(
                new CoiId("CHA999926000001"),
                version,
                new ContentHash("a".repeat(64)),
                stage,
                Optional.of(new PartyId("site-lindenhof")),
                Verdict.UNKNOWN,
                verdicts,
                Optional.empty(),
                Collections.nCopies(materials, new MaterialId("LOT-1/1")),
                NOON.plusNanos(1_500),
                JourneyState.PROVISIONAL);
    }
}
