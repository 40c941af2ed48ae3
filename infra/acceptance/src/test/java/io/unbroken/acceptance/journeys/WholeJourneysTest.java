package io.unbroken.acceptance.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every process is the real one: broker, registry, store, sign-in, five services, and the simulator that speaks to them by HTTP
/// and compares what was acknowledged with what the histories hold.
class WholeJourneysTest {

    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore().withServices();

    @Test
    void whole_journeys_end_and_every_acknowledged_event_and_sample_is_in_their_histories()
            throws Exception {
        SimulatorRun run = SimulatorRun.start(PLATFORM, 4, 1001);

        assertThat(run.exitCode()).as("%s", run.output()).isZero();
        assertThat(run.summary()).contains("\"completed\":4", "\"quarantined\":0");
    }

    @Test
    void nothing_acknowledged_is_lost_when_tracking_and_the_broker_are_killed_on_the_way()
            throws Exception {
        SimulatorRun run = SimulatorRun.start(PLATFORM, 6, 2002);
        run.awaitLine("playing");

        PLATFORM.kill(Part.TRACKING);
        PLATFORM.restart(Part.TRACKING);
        PLATFORM.killBroker();
        PLATFORM.restartBroker();

        assertThat(run.exitCode()).as("%s", run.output()).isZero();
        assertThat(run.summary()).contains("\"completed\":6", "\"quarantined\":0");
    }
}
