package io.unbroken.custody.history;

import static io.unbroken.custody.history.Doctored.all;
import static io.unbroken.custody.history.Doctored.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.ThawCompleted;
import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.Edition;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.profile.UseClock.Anchor;
import io.unbroken.custody.status.PointOfUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The clock of a unit runs from what its product says (DOMAIN I-25).
final class UseClocksTest {

    private static final ProductProfile PROFILE =
            SyntheticProfiles.all()
                    .inForce(new ProfileId("SYN-CART-19"), Journeys.START)
                    .orElseThrow();
    private static final Duration HOUR = Duration.ofHours(1);

    private final Journeys journey = Journeys.upToInfusion();

    @Test
    void from_filling_release_or_the_start_of_thaw() {
        assertThat(goUntil(Anchor.FORMULATION)).contains(last(ProductFormulated.class).plus(HOUR));
        assertThat(goUntil(Anchor.RELEASE)).contains(last(LotDecided.class).plus(HOUR));
        assertThat(goUntil(Anchor.THAW_START)).contains(last(ThawStarted.class).plus(HOUR));
    }

    @Test
    void from_when_the_centre_took_it_out() {
        assertThat(goUntil(Anchor.REMOVED_FROM_STORAGE)).contains(last(Unpacked.class).plus(HOUR));

        // when it is put into a store again
        journey.store(Journeys.CENTRE, PartyKind.INFUSION);
        assertThat(reasons(Anchor.REMOVED_FROM_STORAGE))
                .contains("LOT-1/1 has not been taken out of storage.");
    }

    @Test
    void from_the_end_of_thaw_and_before_it_is_known_nothing_goes() {
        assertThat(reasons(Anchor.THAW_COMPLETE)).contains("LOT-1/1 has not been thawed.");

        journey.say(Journeys.CENTRE, PartyKind.INFUSION, new ThawCompleted(Journeys.DOSE));

        assertThat(reasons(Anchor.THAW_COMPLETE)).doesNotContain("LOT-1/1 has not been thawed.");
        assertThat(goUntil(Anchor.THAW_COMPLETE)).contains(last(ThawCompleted.class).plus(HOUR));
    }

    @Test
    void a_shelf_life_may_end_before_the_label_says() {
        Journeys given = Journeys.complete();

        History history =
                History.derive(
                        Journeys.COI,
                        given.events(),
                        Edition.after(PROFILE).shelfLife(Duration.ofHours(3)).profiles(),
                        given.readings(),
                        List.of());

        assertThat(all(history, FindingCode.INFUSED_TOO_LATE)).hasSize(1);
        assertThat(all(given.history(), FindingCode.INFUSED_TOO_LATE)).isEmpty();
    }

    private Optional<Instant> goUntil(Anchor anchor) {
        return infusion(anchor).goUntil();
    }

    private List<String> reasons(Anchor anchor) {
        return infusion(anchor).reasons();
    }

    private Judgement infusion(Anchor anchor) {
        return History.derive(
                        Journeys.COI,
                        journey.events(),
                        Edition.after(PROFILE)
                                .use(anchor, HOUR)
                                .confirmed(Duration.ofDays(9))
                                .profiles(),
                        journey.readings(),
                        List.of())
                .judgements()
                .stream()
                .filter(judgement -> judgement.point() == PointOfUse.INFUSION)
                .findFirst()
                .orElseThrow();
    }

    private Instant last(Class<? extends Fact> kind) {
        return journey.events().stream()
                .filter(saying(kind))
                .map(event -> event.event().eventTime())
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
