package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Units of which no logger can speak, because nobody says in what they were.
class UnwatchedTest {

    @Test
    void a_unit_may_be_outside_of_any_carrier_for_eight_hours_and_no_longer() {
        Journeys eight = collectedAndPackedAfter(Unwatched.LONGEST);
        Journeys longer = collectedAndPackedAfter(Unwatched.LONGEST.plusSeconds(1));

        assertThat(missing(eight)).isEmpty();
        assertThat(missing(longer))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.subject()).isEqualTo(Journeys.BAG.value());
                    assertThat(found.blocking()).isTrue();
                });
    }

    private static Journeys collectedAndPackedAfter(Duration length) {
        var journey = new Journeys();
        journey.collect();
        journey.waits(length.minusHours(1));
        travel(journey);
        return journey;
    }

    @Test
    void a_unit_that_lay_out_until_its_thaw_is_found_too() {
        Journeys journey = Journeys.upToInfusion();
        var late = new Journeys();
        late.collect();
        travel(late);
        late.manufacture();
        late.transport(
                Journeys.DEWAR,
                Journeys.DOSE,
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                Journeys.CENTRE,
                Journeys.COLD_LOGGER,
                "-155");
        late.waits(Unwatched.LONGEST);
        late.prepare();

        assertThat(missing(journey)).isEmpty();
        assertThat(missing(late))
                .extracting(Finding::subject)
                .containsExactly(Journeys.DOSE.value());
    }

    @Test
    void a_unit_that_changes_hands_in_a_shipper_that_nobody_packed_has_no_logger() {
        Journeys journey = Journeys.upToInfusion();
        journey.events().removeIf(UnwatchedTest::closesOrOpensTheBox);

        assertThat(missing(journey))
                .hasSize(4)
                .allSatisfy(found -> {
                    assertThat(found.subject()).isEqualTo(Journeys.BAG.value());
                    assertThat(found.evidence()).hasSize(1);
                });
        assertThat(missing(journey).stream().flatMap(found -> found.evidence().stream()))
                .doesNotHaveDuplicates()
                .isSubsetOf(ids(journey));
        assertThat(journey.history().judgements()).noneMatch(Judgement::go);
        assertThat(journey.history().coldChain()).isEqualTo(Verdict.UNKNOWN);
    }

    private static boolean closesOrOpensTheBox(SignedEvent event) {
        return switch (event.event().fact()) {
            case Packed packed -> packed.shipper().equals(Journeys.BOX);
            case Unpacked unpacked -> unpacked.shipper().equals(Journeys.BOX);
            default -> false;
        };
    }

    private static List<EventId> ids(Journeys journey) {
        return journey.events().stream().map(event -> event.event().id()).toList();
    }

    private static void travel(Journeys journey) {
        journey.transport(
                Journeys.BOX,
                Journeys.BAG,
                Journeys.SITE,
                PartyKind.COLLECTION,
                Journeys.FACILITY,
                Journeys.WARM_LOGGER,
                "5.1");
    }

    private static List<Finding> missing(Journeys journey) {
        return journey.history().findings().stream()
                .filter(found -> found.code() == FindingCode.LOGGER_MISSING)
                .toList();
    }
}
