package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.profile.SyntheticProfiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AliasTest {

    @Test
    void a_journey_claims_its_order_donation_lot_and_units() {
        assertThat(Alias.claimed(Journeys.wholeWay().events()).keySet())
                .extracting(Alias::text)
                .containsExactly(
                        "din/A999926000001",
                        "lot/facility-rheintal/LOT-1",
                        "order/site-lindenhof/ORD-0001",
                        "unit/facility-rheintal/LOT-1/1",
                        "unit/site-lindenhof/A999926000001-S1128V00");
    }

    @Test
    void what_another_chain_claims_too_holds_every_point_of_use() {
        Journeys journey = Journeys.upToInfusion();
        assertThat(journey.history().judgements().getLast().go()).isTrue();

        History history =
                derive(
                        journey,
                        Map.of(
                                new Alias("din/A999926000001"),
                                Set.of(Journeys.COI, Journeys.OTHER)));

        List<Finding> conflicts =
                history.findings().stream()
                        .filter(finding -> finding.code() == FindingCode.ALIAS_CONFLICT)
                        .toList();
        assertThat(conflicts).extracting(Finding::subject).containsExactly("din/A999926000001");
        assertThat(conflicts.getFirst().detail()).contains(Journeys.OTHER.value());
        assertThat(conflicts.getFirst().evidence()).hasSize(1);
        assertThat(history.judgements()).noneMatch(Judgement::go);
    }

    @Test
    void claims_that_do_not_touch_a_journey_change_no_byte_of_it() {
        Journeys journey = Journeys.wholeWay();

        for (Map<Alias, Set<CoiId>> claims :
                List.of(
                        Map.of(new Alias("din/A999926000001"), Set.of(Journeys.COI)),
                        Map.of(
                                new Alias("din/A999926000999"),
                                Set.of(Journeys.COI, Journeys.OTHER)))) {
            assertThat(derive(journey, claims).canonical())
                    .isEqualTo(journey.history().canonical());
        }
    }

    @Test
    void claims_are_those_of_the_set_whatever_the_order() {
        var events = new ArrayList<>(Journeys.wholeWay().events());
        var reference = Alias.claimed(events);
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(3));

        assertThat(Alias.claimed(events)).isEqualTo(reference);
    }

    private static History derive(Journeys journey, Map<Alias, Set<CoiId>> claims) {
        return History.derive(
                Journeys.COI,
                journey.events(),
                SyntheticProfiles.all(),
                journey.readings(),
                List.of(),
                List.of(),
                claims);
    }
}
