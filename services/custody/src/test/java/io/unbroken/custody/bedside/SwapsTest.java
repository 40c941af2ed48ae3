package io.unbroken.custody.bedside;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.PointOfUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every ordered pair of 1,000 journeys, of which each alone is GO, swapped at each point of use.
class SwapsTest {

    private static final int PATIENTS = 1000;
    private static final List<PointOfUse> POINTS = List.of(PointOfUse.THAW, PointOfUse.INFUSION);

    private final Bedside bedside = new Bedside(Wards.RULES);
    private final List<JourneyStatus> journeys =
            IntStream.range(0, PATIENTS).mapToObj(i -> Wards.ready(i, Wards.both(i))).toList();

    private final List<PatientToken> bands =
            IntStream.range(0, PATIENTS).mapToObj(Wards::wristband).toList();
    private final List<MaterialLabel> labels =
            IntStream.range(0, PATIENTS).mapToObj(Wards::label).toList();

    @Test
    void each_journey_by_itself_is_go() {
        for (int i = 0; i < PATIENTS; i++) {
            assertThat(new Comparison(bands.get(i), List.of(labels.get(i))).failures(status(i)))
                    .isEmpty();
            for (PointOfUse point : POINTS) {
                assertThat(isGo(Wards.asked(point, i, 2), i)).as("%s of %d", point, i).isTrue();
            }
        }
    }

    @Test
    void a_bag_at_another_patients_bed_confirms_nothing() {
        int held = 0;
        for (int band = 0; band < PATIENTS; band++) {
            for (int bag = 0; bag < PATIENTS; bag++) {
                if (band != bag) {
                    var scanned = new Comparison(bands.get(band), List.of(labels.get(bag)));
                    held += scanned.failures(status(bag)).isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(held).isEqualTo(PATIENTS * (PATIENTS - 1));
    }

    @Test
    void a_label_with_another_patients_unit_confirms_nothing() {
        int held = 0;
        for (int chain = 0; chain < PATIENTS; chain++) {
            for (int unit = 0; unit < PATIENTS; unit++) {
                if (chain != unit) {
                    var mixed =
                            new MaterialLabel(labels.get(chain).coi(), labels.get(unit).material());
                    var scanned = new Comparison(bands.get(chain), List.of(mixed));
                    held += scanned.failures(status(chain)).isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(held).isEqualTo(PATIENTS * (PATIENTS - 1));
    }

    @Test
    void a_second_bag_of_another_patient_confirms_nothing() {
        int held = 0;
        for (int own = 0; own < PATIENTS; own++) {
            for (int other = 0; other < PATIENTS; other++) {
                if (own != other) {
                    var scanned =
                            new Comparison(
                                    bands.get(own), List.of(labels.get(own), labels.get(other)));
                    held += scanned.failures(status(own)).isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(held).isEqualTo(PATIENTS * (PATIENTS - 1));
    }

    @Test
    void a_check_of_one_patient_is_no_go_for_another_one_at_any_point() {
        int held = 0;
        for (PointOfUse point : POINTS) {
            for (int own = 0; own < PATIENTS; own++) {
                Question question = Wards.asked(point, own, 2);
                for (int other = 0; other < PATIENTS; other++) {
                    held += own == other || isGo(question, other) ? 0 : 1;
                }
            }
        }
        assertThat(held).isEqualTo(POINTS.size() * PATIENTS * (PATIENTS - 1));
    }

    private boolean isGo(Question question, int patient) {
        return bedside.answer(question, status(patient), Duration.ZERO, Wards.NOW).go();
    }

    private Optional<JourneyStatus> status(int patient) {
        return Optional.of(journeys.get(patient));
    }
}
