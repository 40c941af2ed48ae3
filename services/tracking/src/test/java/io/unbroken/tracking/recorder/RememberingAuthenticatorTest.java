package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.tracking.log.LogPosition;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Authenticator.Unreadable;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is verified once, and when it is verified again.
final class RememberingAuthenticatorTest {

    private final ToyLog log = new ToyLog();
    private final SimulatedLog.Eyes eyes = log.eyes();
    private final AskedAuthenticator asked = new AskedAuthenticator(eyes);
    private final RememberingAuthenticator authenticator = new RememberingAuthenticator(asked);

    @Test
    void a_record_is_verified_once() {
        LogRecord event = log.events("1 101 7 1").getFirst();
        LogRecord readings = log.readings("L0-x 0 500").getFirst();

        for (int i = 0; i < 2; i++) {
            assertThat(authenticator.event(event)).isInstanceOf(Authentic.class);
            assertThat(authenticator.readings(readings)).isInstanceOf(Authentic.class);
        }

        assertThat(asked.asked).containsExactly(event.position(), readings.position());
    }

    @Test
    void what_the_root_says_of_a_key_lets_all_be_verified_again() {
        LogRecord event = log.events("-1 101 7 1").getFirst();
        LogRecord readings = log.readings("-L0-x 0 500").getFirst();
        authenticator.event(event);
        authenticator.readings(readings);

        eyes.keys = SimulatedLog.REVOCATION;

        assertThat(authenticator.readings(readings)).isInstanceOf(Unreadable.class);
        assertThat(authenticator.event(event)).isInstanceOf(Unreadable.class);
        assertThat(authenticator.revision()).isEqualTo(SimulatedLog.REVOCATION);
        assertThat(authenticator.changes()).isEqualTo(SimulatedLog.REVOCATION);
        assertThat(authenticator.profiles().known().keys()).isEqualTo(SimulatedLog.REVOCATION);
        assertThat(authenticator.ready()).isTrue();
    }

    @Test
    void what_could_not_be_read_is_looked_at_each_time() {
        LogRecord rubbish = log.events("! rubbish").getFirst();

        authenticator.event(rubbish);
        authenticator.event(rubbish);

        assertThat(asked.asked).hasSize(2);
    }

    @Test
    void so_many_are_remembered_and_of_more_the_last_asked_for() {
        List<LogRecord> blocks =
                log.readings(
                        IntStream.range(0, 3_001)
                                .mapToObj(minute -> "L0-x " + minute + " 500")
                                .toArray(String[]::new));
        blocks.subList(0, 3_000).forEach(authenticator::readings);
        LogPosition first = blocks.getFirst().position();
        LogPosition second = blocks.get(1).position();

        authenticator.readings(blocks.getFirst());
        assertThat(asked.asked).hasSize(3_000);
        authenticator.readings(blocks.getLast());
        asked.asked.clear();
        authenticator.readings(blocks.getFirst());
        authenticator.readings(blocks.get(1));

        assertThat(asked.asked).doesNotContain(first).containsExactly(second);
    }
}
