package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.all;
import static io.unbroken.custody.history.Doctored.change;
import static io.unbroken.custody.history.Doctored.only;
import static io.unbroken.custody.history.Doctored.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.Edition;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.SyntheticProfiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a product may be made of.
final class StartingMaterialsTest {

    private static final ProductProfile PROFILE =
            SyntheticProfiles.all()
                    .inForce(new ProfileId("SYN-CART-19"), Journeys.START)
                    .orElseThrow();

    @Test
    void cells_that_were_collected_in_another_way_do_not_suit() {
        Journeys journey = Journeys.upToInfusion();
        change(
                journey,
                saying(MaterialCollected.class),
                (MaterialCollected said) ->
                        new MaterialCollected(
                                said.din(),
                                MaterialCollected.Procedure.MARROW_HARVEST,
                                said.started(),
                                said.ended(),
                                said.units()));

        History history = journey.history();

        assertThat(only(history, FindingCode.MATERIAL_NOT_SUITABLE).blocking()).isTrue();
        assertThat(history.judgements()).noneMatch(Judgement::go);
        assertThat(all(Journeys.upToInfusion().history(), FindingCode.MATERIAL_NOT_SUITABLE))
                .isEmpty();
    }

    @Test
    void cells_that_waited_for_too_long_are_too_old() {
        Journeys journey = Journeys.upToInfusion();
        Instant collected =
                Doctored.fact(journey, MaterialCollected.class, saying(MaterialCollected.class))
                        .ended();
        Instant started =
                journey.events()
                        .get(Doctored.indexOf(journey, saying(LotStarted.class)))
                        .event()
                        .eventTime();
        Duration waited = Duration.between(collected, started);

        assertThat(all(history(journey, waited), FindingCode.MATERIAL_TOO_OLD)).isEmpty();
        Finding found =
                only(history(journey, waited.minusSeconds(1)), FindingCode.MATERIAL_TOO_OLD);
        assertThat(found.subject()).isEqualTo(Journeys.BAG.value());
        assertThat(found.blocking()).isTrue();
    }

    private static History history(Journeys journey, Duration longest) {
        return History.derive(
                Journeys.COI,
                journey.events(),
                Edition.after(PROFILE).toManufacture(longest).profiles(),
                journey.readings(),
                List.of());
    }
}
