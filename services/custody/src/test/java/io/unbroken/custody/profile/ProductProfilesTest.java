package io.unbroken.custody.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.ProfileId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProductProfilesTest {

    private static final ProfileId PRODUCT = new ProfileId("SYN-CART-19");
    private static final Instant EFFECTIVE = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void a_profile_is_in_force_from_its_first_instant_on() {
        assertThat(ProductProfiles.inForce(PRODUCT, EFFECTIVE.minusNanos(1))).isEmpty();
        assertThat(ProductProfiles.inForce(PRODUCT, EFFECTIVE))
                .hasValueSatisfying(profile -> assertThat(profile.id()).isEqualTo(PRODUCT));
    }

    @Test
    void nobody_knows_the_rules_of_an_unknown_product() {
        assertThat(ProductProfiles.inForce(new ProfileId("SYN-CART-20"), EFFECTIVE)).isEmpty();
    }
}
