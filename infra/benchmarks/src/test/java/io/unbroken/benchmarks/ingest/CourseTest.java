package io.unbroken.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final Course COURSE =
            new Course(List.of(new Course.Moment(100, 2), new Course.Moment(400, 4)));

    @Test
    void a_run_takes_until_its_last_batch() {
        assertThat(COURSE.seconds()).isEqualTo(4);
    }

    @Test
    void the_first_records_cost_what_their_batches_took() {
        assertThat(COURSE.secondsEach(50)).isEqualTo(0.02);
        assertThat(COURSE.secondsEach(100)).isEqualTo(0.02);
        assertThat(COURSE.secondsEach(101)).isEqualTo(0.01);
    }

    @Test
    void nothing_is_said_of_records_that_did_not_come() {
        assertThatIllegalArgumentException().isThrownBy(() -> COURSE.secondsEach(401));
    }
}
