package io.unbroken.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Participants;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PartyId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who takes part in journeys as they go, whatever comes late.
class TakingPartTest {

    @Test
    void who_has_or_had_the_cells_takes_part_at_every_moment_also_while_scans_of_others_are_late() {
        var incidents = EnumSet.noneOf(Incident.class);
        for (long seed = 1; seed <= 3; seed++) {
            for (JourneyPlan plan :
                    JourneyPlan.of(seed, ExpectedFindingsTest.START, 24, List.of())) {
                incidents.add(plan.incident());
                takesPart(plan);
            }
        }
        assertThat(incidents).contains(Incident.OFFLINE_SCANNER, Incident.EARLY_ACCEPTANCE);
    }

    private static void takesPart(JourneyPlan plan) {
        var coi = CoiId.issue("A9999", 26, plan.index() + 1);
        List<SignedEvent> said = new ArrayList<>(ExpectedFindingsTest.enrolled(plan, coi));
        Set<PartyId> holders = new HashSet<>(Set.of(said.getFirst().party()));
        for (Step step : plan.steps(coi, ExpectedFindingsTest.PATIENT)) {
            if (step instanceof Step.Scanned(_, var actor, var event)) {
                SignedEvent now = ExpectedFindingsTest.signed(event, actor.kind());
                said.add(now);
                if (event.fact() instanceof HandoffAccepted) {
                    holders.add(now.party());
                }
                assertThat(Participants.of(said))
                        .as("%s after %s", plan.incident(), event.fact())
                        .containsAll(holders);
            }
        }
    }
}
