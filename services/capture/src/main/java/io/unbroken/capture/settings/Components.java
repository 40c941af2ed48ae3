package io.unbroken.capture.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What a sign-in has to consist of to be a signature: two distinct identification components (21 CFR 11.200(a)(1)), as tokens name them in
/// `amr` (RFC 8176). There may be more than one way.
///
/// @param ways each the names of components joined by `+`, such as `pwd+pin`
public record Components(List<String> ways) {

    /// A way of at least two components. The first named twice is one.
    static final String WAY = "([a-z0-9]{1,20})(\\+(?!\\1(\\+|$))[a-z0-9]{1,20})+";

    public Components {
        if (ways.isEmpty() || !ways.stream().allMatch(way -> way.matches(WAY))) {
            throw new IllegalArgumentException(
                    "expected ways of two components each, such as pwd+pin");
        }
        ways = List.copyOf(ways);
    }

    /// Whether these are all components of one way.
    ///
    /// @param methods how the person proved who they are, by their token
    public boolean areIn(Set<String> methods) {
        return ways.stream().anyMatch(way -> methods.containsAll(Arrays.asList(way.split("\\+"))));
    }
}
