package io.unbroken.tracking.rebuild;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.LogPartition;

/// Something that the namespace in force has and the log does not give, or the other way round.
public sealed interface Difference {

    /// One line for people.
    String line();

    /// A journey's document is another.
    ///
    /// @param how in one clause
    record OfJourney(CoiId coi, String how) implements Difference {
        @Override
        public String line() {
            return "journey %s: %s".formatted(coi, how);
        }
    }

    /// A record is in quarantine in one of the two only.
    ///
    /// @param position its id
    /// @param how in one clause
    record OfQuarantine(String position, String how) implements Difference {
        @Override
        public String line() {
            return "quarantine %s: %s".formatted(position, how);
        }
    }

    /// The log gives another tree: records were changed since, or who holds the other root was.
    record OfPartition(LogPartition partition, KnownTrees.Known expected) implements Difference {
        @Override
        public String line() {
            return "partition %s: its first %d records have another root than %s"
                    .formatted(partition, expected.size(), expected.root());
        }
    }
}
