package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.verifier.Result.Holds;
import io.unbroken.verifier.maker.SealedLog;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerificationTest {

    private final World world = new World();
    private final Journey journey = new Journey(world, 1, 1);

    @Test
    void a_clean_bundle_holds() throws IOException {
        // given
        journey.tell(20);
        byte[] bundle = bundle(world.log().seal(), Optional.empty());

        // when
        Result result =
                Verification.of(new ByteArrayInputStream(bundle), world.trust(), Optional.empty());

        // then
        assertThat(result.line()).startsWith("HOLDS: the history of CHA999926000001 follows from");
        var holds = (Holds) result;
        assertThat(holds.counts().events()).isEqualTo(14);
        assertThat(holds.counts().telemetry()).isEqualTo(5);
        assertThat(holds.counts().keys()).isEqualTo(4);
        assertThat(holds.witnesses()).isEqualTo(1);
        assertThat(new String(bundle, StandardCharsets.UTF_8)).contains("\"thermal\":[{");
    }

    @Test
    void a_log_that_grew_extends_the_checkpoint_that_is_held() throws IOException {
        // given
        journey.tell(3);
        SealedLog earlier = world.log().seal();
        journey.tell(5);
        byte[] bundle = bundle(world.log().seal(), Optional.of(1L));

        // when
        Result result =
                Verification.of(
                        new ByteArrayInputStream(bundle),
                        world.trust(),
                        Optional.of(Checkpoint.parse(earlier.note().text())));

        // then
        assertThat(result).isInstanceOf(Holds.class);
        assertThat(((Holds) result).heldSize()).contains(1L);
    }

    private byte[] bundle(SealedLog sealed, Optional<Long> from) {
        return world.bundle(journey.coi(), journey.loggers(), sealed, from);
    }
}
