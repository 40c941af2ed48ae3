package io.unbroken.tracking.rebuild;

import io.unbroken.tracking.store.Namespace;
import java.util.List;

/// What came of a step of a rebuild.
public sealed interface Step {

    /// It goes on.
    ///
    /// @param done records that were read into the new namespace
    /// @param total of so many that there are
    /// @param there how many of them were there already at the begin of this run
    record Going(Rebuild.Phase phase, long done, long total, long there) implements Step {}

    /// The new namespace is in force.
    ///
    /// @param journeys that it has
    /// @param records read
    /// @param accepted differences
    record Switched(Namespace namespace, long journeys, long records, List<Difference> accepted)
            implements Step {}

    /// Something is different, and the old namespace stays in force. The new one is kept, for a run that resumes.
    record Different(List<Difference> differences) implements Step {}

    /// Another run has begun or has switched.
    record TakenOver() implements Step {}
}
