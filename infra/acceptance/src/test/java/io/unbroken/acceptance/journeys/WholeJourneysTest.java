package io.unbroken.acceptance.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.acceptance.access.AccessMatrix;
import io.unbroken.acceptance.access.Canaries;
import io.unbroken.acceptance.access.MalformedRequests;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every process is the real one: broker, registry, store, sign-in, five services, and the simulator that speaks to them by HTTP
/// and compares what was acknowledged with what the histories hold.
@Tag("one-platform")
class WholeJourneysTest {

    /// A few seconds' worth; -Dunbroken.malformed=1000000 is the full run.
    private static final long MALFORMED = Long.getLong("unbroken.malformed", 2_000);

    private static final long FIRST_MALFORMED = Long.getLong("unbroken.malformed.first", 0);

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

    @Test
    void each_role_of_each_party_may_do_what_the_reference_says_and_nothing_else() {
        var matrix = new AccessMatrix(PLATFORM);

        assertThat(matrix.routes()).isEmpty();
        assertThat(matrix.tokens()).isEmpty();
        assertThat(matrix.answers()).isEmpty();
        assertThat(matrix.events()).isEmpty();
        assertThat(matrix.asked()).isGreaterThan(2_000);
    }

    @Test
    void what_is_malformed_is_refused_as_such_and_is_nowhere_on_the_log() {
        var requests = new MalformedRequests(PLATFORM);
        long before = requests.records();

        assertThat(requests.send(FIRST_MALFORMED, MALFORMED)).isEmpty();

        assertThat(requests.records()).isEqualTo(before);
    }

    @Test
    void who_a_patient_is_is_in_the_vault_alone_whatever_goes_wrong() {
        assertThat(new Canaries(PLATFORM).found()).isEmpty();
    }
}
