package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {

    private static final Instant FROM = Instant.parse("2026-11-01T22:00:00Z");

    @Test
    void two_add_up() {
        var a = new Envelope(FROM, 2, 1_001, 500, 501);
        var b = new Envelope(FROM, 1, -300, -300, -300);

        assertThat(a.plus(b)).isEqualTo(new Envelope(FROM, 3, 701, -300, 501));
        assertThat(b.plus(a)).isEqualTo(a.plus(b));
    }

    @Test
    void the_mean_is_rounded_to_hundredths() {
        assertThat(new Envelope(FROM, 2, 1_001, 500, 501).mean()).isEqualTo(501);
        assertThat(new Envelope(FROM, 3, 701, -300, 501).mean()).isEqualTo(234);
    }
}
