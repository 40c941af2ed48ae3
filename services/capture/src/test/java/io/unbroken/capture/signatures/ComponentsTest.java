package io.unbroken.capture.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.capture.settings.Components;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentsTest {

    @Test
    void all_components_of_one_way_are_enough_and_those_of_two_ways_are_not() {
        var components = new Components(List.of("pwd+pin", "hwk+mfa"));

        for (Set<String> enough : List.of(Set.of("pwd", "pin"), Set.of("hwk", "user", "mfa"))) {
            assertThat(components.areIn(enough)).as("%s", enough).isTrue();
        }
        for (Set<String> little :
                List.of(
                        Set.<String>of(),
                        Set.of("pwd"),
                        Set.of("pin"),
                        Set.of("hwk", "user"),
                        Set.of("pwd", "mfa"),
                        Set.of("pwd+pin"))) {
            assertThat(components.areIn(little)).as("%s", little).isFalse();
        }
    }

    @Test
    void a_way_has_two_components() {
        for (String way : List.of("", "pwd", "pwd+", "pwd+pwd", "pwd pin", "PWD+PIN", "+pin")) {
            assertThatThrownBy(() -> new Components(List.of(way)))
                    .as("'%s'", way)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Components(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
