package io.unbroken.custody.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.identity.ProfileId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProductProfilesTest {

    private static final ProfileId PRODUCT = new ProfileId("SYN-CART-19");
    private static final Instant EFFECTIVE = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATER = EFFECTIVE.plus(Duration.ofDays(100));
    private static final ProductProfile FIRST =
            SyntheticProfiles.all().inForce(PRODUCT, EFFECTIVE).orElseThrow();
    private static final ProductProfile SECOND = edition(2, LATER);

    @Test
    void a_profile_is_in_force_from_its_first_instant_on() {
        ProductProfiles profiles = SyntheticProfiles.all();

        assertThat(profiles.inForce(PRODUCT, EFFECTIVE.minusNanos(1))).isEmpty();
        assertThat(profiles.inForce(PRODUCT, EFFECTIVE)).contains(FIRST);
    }

    @Test
    void nobody_knows_the_rules_of_an_unknown_product() {
        assertThat(SyntheticProfiles.all().inForce(new ProfileId("SYN-CART-20"), EFFECTIVE))
                .isEmpty();
        assertThat(ProductProfiles.none().inForce(PRODUCT, EFFECTIVE)).isEmpty();
    }

    @Test
    void a_later_edition_is_in_force_from_its_own_date_on() {
        var profiles = ProductProfiles.of(List.of(SECOND, FIRST));

        assertThat(profiles.inForce(PRODUCT, LATER.minusNanos(1))).contains(FIRST);
        assertThat(profiles.inForce(PRODUCT, LATER)).contains(SECOND);
    }

    @Test
    void the_same_editions_in_any_order_are_the_same_profiles() {
        assertThat(ProductProfiles.of(List.of(SECOND, FIRST, SECOND)))
                .isEqualTo(ProductProfiles.of(List.of(FIRST, SECOND)));
    }

    @Test
    void two_editions_of_one_number_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProductProfiles.of(List.of(FIRST, edition(1, LATER))))
                .withMessage("expected one edition 1 of SYN-CART-19, found two");
    }

    private static ProductProfile edition(int version, Instant from) {
        return Edition.after(FIRST).numbered(version).from(from).profile();
    }
}
