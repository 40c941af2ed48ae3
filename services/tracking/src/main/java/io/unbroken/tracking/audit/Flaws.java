package io.unbroken.tracking.audit;

import java.util.ArrayList;
import java.util.List;

/// What an audit found, in the order of finding.
public final class Flaws {

    /// Who finds more need not count them to know.
    private static final int MOST = 1_000;

    private final List<Flaw> found = new ArrayList<>();
    private long more;

    /// One thing that is not as it must be.
    ///
    /// @param where the record, tile, checkpoint or document
    /// @param what what is wrong with it, in one sentence
    public record Flaw(String where, String what) {
        @Override
        public String toString() {
            return where + ": " + what;
        }
    }

    void add(String where, String what) {
        if (found.size() < MOST) {
            found.add(new Flaw(where, what));
        } else {
            more++;
        }
    }

    /// The first thousand.
    public List<Flaw> found() {
        return List.copyOf(found);
    }

    /// How many there are beyond those.
    public long more() {
        return more;
    }

    public boolean none() {
        return found.isEmpty();
    }
}
