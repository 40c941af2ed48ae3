package io.unbroken.custody.coldchain;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SharedDataTest {

    @Test
    void a_test_without_its_data_says_so() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> SharedData.path("no-such-file.csv"))
                .withMessageContaining("shared data absent");
    }
}
