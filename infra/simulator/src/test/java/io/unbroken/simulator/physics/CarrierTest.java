package io.unbroken.simulator.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.unbroken.simulator.physics.PcmShipper.Packing;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CarrierTest {

    private static final int SEEDS = 200;
    private static final double MINUTE = 60;
    private static final double DAY = 86_400;
    private static final Surroundings ROOM = new Surroundings(22, false, 0);

    @Test
    void cells_stay_near_five_degrees_while_the_panels_melt_and_follow_the_air_afterwards() {
        for (long seed = 0; seed < SEEDS; seed++) {
            // given
            PcmShipper shipper = PcmShipper.packed(new Random(seed), Packing.CONDITIONED);
            shipper = (PcmShipper) after(shipper, 2 * 3_600, ROOM);

            // when
            double molten = 2 * 3_600;
            while (shipper.melted() < 1) {
                assertThat(shipper.celsius()).as("seed %d", seed).isBetween(4.5, 5.5);
                shipper = shipper.after(MINUTE, ROOM);
                molten += MINUTE;
            }

            // then
            assertThat(molten / 3_600).as("hours, seed %d", seed).isBetween(72 * 0.5, 72 * 1.45);
            assertWarmsUpTo(22, (PcmShipper) after(shipper, 3_600, ROOM), seed);
        }
    }

    @Test
    void a_shipper_without_conditioned_panels_is_too_warm_within_a_day() {
        for (long seed = 0; seed < SEEDS; seed++) {
            PcmShipper shipper = PcmShipper.packed(new Random(seed), Packing.UNCONDITIONED);

            assertThat(after(shipper, DAY, ROOM).celsius()).as("seed %d", seed).isGreaterThan(8);
        }
    }

    @Test
    void what_the_panels_take_up_came_through_the_insulation_or_the_lid() {
        for (long seed = 0; seed < SEEDS; seed++) {
            // given
            PcmShipper shipper = PcmShipper.packed(new Random(seed), Packing.CONDITIONED);
            double hold = shipper.build().holdSeconds(22);

            // when
            PcmShipper later = (PcmShipper) after(shipper, hold / 4, ROOM);

            // then
            assertThat(later.melted() - shipper.melted())
                    .as("seed %d", seed)
                    .isCloseTo(0.25, within(0.02));
        }
    }

    @Test
    void an_open_lid_warms_the_cells_within_minutes_and_closed_they_cool_again() {
        for (long seed = 0; seed < SEEDS; seed++) {
            // given
            Carrier shipper = PcmShipper.packed(new Random(seed), Packing.CONDITIONED);
            Carrier settled = after(shipper, 3_600, ROOM);

            // when
            Carrier opened = after(settled, 300, new Surroundings(22, true, 0));
            Carrier closed = after(opened, 3_600, ROOM);

            // then
            assertThat(opened.celsius()).as("seed %d", seed).isBetween(9.0, 14.0);
            assertThat(closed.celsius()).as("seed %d", seed).isCloseTo(5, within(0.6));
        }
    }

    @Test
    void
            a_dry_shipper_holds_ten_days_give_or_take_40_percent_and_then_warms_without_ever_cooling() {
        for (long seed = 0; seed < SEEDS; seed++) {
            // given
            DryShipper shipper = DryShipper.packed(new Random(seed), 1);

            // when
            double held = 0;
            while (!shipper.dry()) {
                assertThat(shipper.celsius()).as("seed %d", seed).isLessThan(-184.9);
                shipper = shipper.after(MINUTE, ROOM);
                held += MINUTE;
            }

            // then
            assertThat(held / DAY).as("days, seed %d", seed).isBetween(6.0, 14.01);
            double before = shipper.celsius();
            for (int minute = 0; minute < 5 * 24 * 60; minute++) {
                shipper = shipper.after(MINUTE, ROOM);
                assertThat(shipper.celsius()).as("seed %d", seed).isGreaterThan(before);
                assertThat(shipper.celsius()).isLessThan(22);
                before = shipper.celsius();
            }
            assertThat(shipper.celsius()).as("seed %d", seed).isGreaterThan(-30);
        }
    }

    @Test
    void a_dry_shipper_on_its_side_loses_more_than_half_of_its_hold_time_in_half_a_day() {
        for (long seed = 0; seed < SEEDS; seed++) {
            DryShipper shipper = DryShipper.packed(new Random(seed), 1);
            double hold = shipper.build().holdSeconds();

            Carrier lain = after(shipper, hold / 24, new Surroundings(22, false, 90));
            Carrier stood = after(shipper, hold / 24, ROOM);

            assertThat(lain.nitrogen().orElseThrow()).as("seed %d", seed).isLessThan(40);
            assertThat(stood.nitrogen().orElseThrow()).as("seed %d", seed).isGreaterThan(95);
        }
    }

    @Test
    void a_store_stays_between_its_limits_and_comes_back_after_its_lid_was_open() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Carrier store = RegulatedStore.nitrogen(new Random(seed));
            for (int minute = 0; minute < 3 * 24 * 60; minute++) {
                boolean open = minute % 1_000 < 3;
                store = store.after(MINUTE, new Surroundings(21, open, 0));
                assertThat(store.celsius()).as("seed %d", seed).isBetween(-190.0, -178.0);
            }
            Carrier refrigerator = RegulatedStore.refrigerator(new Random(seed));
            for (int minute = 0; minute < 3 * 24 * 60; minute++) {
                refrigerator = refrigerator.after(MINUTE, new Surroundings(21, false, 0));
                assertThat(refrigerator.celsius()).as("seed %d", seed).isBetween(3.5, 6.5);
            }
        }
    }

    private static void assertWarmsUpTo(double air, Carrier molten, long seed) {
        Carrier now = molten;
        double before = now.celsius();
        for (int minute = 0; minute < 24 * 60; minute++) {
            now = now.after(MINUTE, ROOM);
            assertThat(now.celsius()).as("seed %d", seed).isBetween(before, air);
            before = now.celsius();
        }
        assertThat(before).as("seed %d", seed).isGreaterThan(8);
    }

    private static Carrier after(Carrier carrier, double seconds, Surroundings around) {
        Carrier now = carrier;
        for (double passed = 0; passed < seconds; passed += MINUTE) {
            now = now.after(MINUTE, around);
        }
        return now;
    }
}
