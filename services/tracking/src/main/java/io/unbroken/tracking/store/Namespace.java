package io.unbroken.tracking.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One set of the store's collections: everything that is derived from the log, once. A rebuild fills a new one while the others go on with
/// the one in force.
///
/// @param generation 0 for the first, whose collections have plain names; those of the others end with `_` and the generation
public record Namespace(int generation) implements Comparable<Namespace> {

    /// The one that is there without any rebuild.
    public static final Namespace FIRST = new Namespace(0);

    private static final Pattern LATER = Pattern.compile("[a-z]+_([1-9][0-9]{0,8})");

    public Namespace {
        if (generation < 0) {
            throw new IllegalArgumentException(
                    "expected a generation of 0 or more, found " + generation);
        }
    }

    /// The name of one of its collections.
    String collection(String name) {
        return generation == 0 ? name : name + "_" + generation;
    }

    /// The run of the store as it is called here: who comes from another namespace finds that what it wrote is not there, as after a restart.
    public String boot(String run) {
        return generation == 0 ? run : run + "#" + generation;
    }

    /// Which one of those after the first a collection belongs to; empty if to none.
    static Optional<Namespace> ofCollection(String name) {
        Matcher later = LATER.matcher(name);
        return later.matches()
                ? Optional.of(new Namespace(Integer.parseInt(later.group(1))))
                : Optional.empty();
    }

    @Override
    public int compareTo(Namespace other) {
        return Integer.compare(generation, other.generation);
    }

    @Override
    public String toString() {
        return "namespace " + generation;
    }
}
