package io.unbroken.acceptance.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Says that the other tests of this profile do run against a container.
class ContainerBrokerTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    @Test
    void the_broker_is_no_process_of_the_platform() {
        assertThat(PLATFORM.platform().pid(Part.BROKER)).isEmpty();
        assertThat(PLATFORM.platform().pid(Part.REGISTRY)).isPresent();
    }
}
