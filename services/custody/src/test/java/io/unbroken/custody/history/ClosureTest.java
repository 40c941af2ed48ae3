package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact.DeviationDispositioned.Disposition;
import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.status.JourneyState;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When a journey is complete, sealed and open again.
class ClosureTest {

    @Test
    void a_journey_is_provisional_until_all_its_material_has_ended() {
        assertThat(state(Journeys.upToInfusion())).isEqualTo(JourneyState.PROVISIONAL);
        assertThat(Journeys.upToInfusion().history().closure().open())
                .containsExactly("LOT-1/1 has not come to its end.");
        assertThat(state(Journeys.complete())).isEqualTo(JourneyState.COMPLETE);
        assertThat(state(new Journeys())).isEqualTo(JourneyState.PROVISIONAL);
    }

    @Test
    void quality_seals_what_it_reviewed() {
        Journeys journey = Journeys.complete();
        ContentHash reviewed = basis(journey);

        Correcting.seal(journey, reviewed);

        assertThat(state(journey)).isEqualTo(JourneyState.SEALED);
        assertThat(journey.history().findings()).isEmpty();
        assertThat(basis(journey)).as("a seal is no part of what it seals").isEqualTo(reviewed);
    }

    @Test
    void what_comes_after_the_seal_opens_the_journey_until_it_is_sealed_again() {
        Journeys journey = Journeys.complete();
        Correcting.seal(journey, basis(journey));

        journey.say(Journeys.SITE, PartyKind.COLLECTION, new LabelsReconciled(4, 3, 1));
        assertThat(state(journey)).isEqualTo(JourneyState.COMPLETE);
        assertThat(codes(journey)).containsExactly(FindingCode.LATE_AFTER_SEAL);

        Correcting.seal(journey, basis(journey));
        assertThat(state(journey)).isEqualTo(JourneyState.SEALED);
        assertThat(codes(journey)).isEmpty();
        assertThat(journey.history().closure().seals()).hasSize(2);
    }

    @Test
    void a_late_reading_that_counts_opens_it_too_and_another_does_not() {
        Journeys journey = Journeys.complete();
        Correcting.seal(journey, basis(journey));
        ThermalLeg leg = journey.history().thermal().getFirst();
        var inside = new Sample(leg.interval().from().plusSeconds(30), Celsius.parse("5.1"));
        var before = new Sample(leg.interval().from().minusSeconds(900), Celsius.parse("40.0"));

        journey.readings().merge(leg.logger(), Readings.of(List.of(before)), Readings::union);
        assertThat(state(journey)).isEqualTo(JourneyState.SEALED);
        journey.readings().merge(leg.logger(), Readings.of(List.of(inside)), Readings::union);
        assertThat(codes(journey)).containsExactly(FindingCode.LATE_AFTER_SEAL);
    }

    @Test
    void a_seal_on_an_incomplete_journey_seals_nothing() {
        Journeys journey = Journeys.complete();
        journey.say(Journeys.SITE, PartyKind.COLLECTION, new LabelsReconciled(4, 3, 0));
        Correcting.seal(journey, new ContentHash("a".repeat(64)));

        Correcting.seal(journey, basis(journey));

        assertThat(state(journey)).isEqualTo(JourneyState.PROVISIONAL);
        assertThat(codes(journey))
                .containsExactly(FindingCode.LABELS_UNACCOUNTED, FindingCode.SEALED_INCOMPLETE);
    }

    @Test
    void a_facility_without_a_part_in_it_seals_nothing() {
        Journeys journey = Journeys.complete();
        Correcting.say(
                journey,
                "quality-9",
                new PartyId("facility-elsewhere"),
                PartyKind.MANUFACTURING,
                new JourneySealed(basis(journey), SignatureMeaning.JOURNEY_REVIEWED_BY_QUALITY));

        assertThat(state(journey)).isEqualTo(JourneyState.COMPLETE);
        assertThat(codes(journey)).containsExactly(FindingCode.SEAL_NOT_ENTITLED);
    }

    @Test
    void a_deviation_that_is_decided_leaves_nothing_open() {
        Journeys journey = Journeys.complete();
        journey.say(Journeys.SITE, PartyKind.COLLECTION, new LabelsReconciled(4, 3, 0));
        assertThat(state(journey)).isEqualTo(JourneyState.PROVISIONAL);

        SignedEvent rejected =
                Correcting.quality(journey, "LABELS_UNACCOUNTED", Disposition.REJECT);
        assertThat(state(journey)).isEqualTo(JourneyState.COMPLETE);

        journey.events().remove(rejected);
        Correcting.quality(journey, "LABELS_UNACCOUNTED", Disposition.USE_AS_IS);
        assertThat(state(journey)).isEqualTo(JourneyState.COMPLETE);
    }

    private static ContentHash basis(Journeys journey) {
        ContentHash placeholder = new ContentHash("0".repeat(64));
        return journey.history().closure().basis().orElse(placeholder);
    }

    private static JourneyState state(Journeys journey) {
        return journey.history().closure().state();
    }

    private static List<FindingCode> codes(Journeys journey) {
        return journey.history().findings().stream().map(Finding::code).distinct().toList();
    }
}
