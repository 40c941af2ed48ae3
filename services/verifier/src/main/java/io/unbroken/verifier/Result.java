package io.unbroken.verifier;

import io.unbroken.custody.identity.CoiId;
import java.util.Optional;

/// What came of checking a bundle.
public sealed interface Result {

    /// In one line, for people.
    String line();

    /// Everything in the bundle is proved.
    ///
    /// @param coi whose history
    /// @param bundle the bundle's digest, which names it
    /// @param log the log's origin and size
    /// @param counts how much was checked
    /// @param witnesses how many of the known witnesses cosigned
    /// @param heldSize the size of the reader's own checkpoint that the log is proved to extend
    record Holds(
            CoiId coi,
            String bundle,
            String log,
            Counts counts,
            int witnesses,
            Optional<Long> heldSize)
            implements Result {

        @Override
        public String line() {
            return "HOLDS: the history of %s follows from %d events and %d records of loggers, signed by %d keys, all in %s (witnesses: %d)%s; bundle %s"
                    .formatted(
                            coi,
                            counts.events(),
                            counts.telemetry(),
                            counts.signers(),
                            log,
                            witnesses,
                            heldSize.map(size -> ", which extends your checkpoint of size " + size)
                                    .orElse(""),
                            bundle);
        }
    }

    /// All records are proved, but the history was derived by other rules than this verifier has, and was not compared.
    ///
    /// @param coi whose history
    /// @param rules the number of its rules
    /// @param own the number of the verifier's rules
    record OtherRules(CoiId coi, int rules, int own) implements Result {

        @Override
        public String line() {
            return "NOT DECIDED: the records of %s are proved, but their history was derived by rules %d and this verifier has rules %d; use the verifier of that release"
                    .formatted(coi, rules, own);
        }
    }

    /// Something in the bundle is not as it says.
    ///
    /// @param fault what
    /// @param place where
    /// @param detail what was expected, in a sentence without patient data
    record Broken(Fault fault, Place place, String detail) implements Result {

        @Override
        public String line() {
            return "BROKEN (%s) at %s: %s".formatted(fault, place, detail);
        }
    }

    /// Where in a bundle.
    ///
    /// @param line the line, from 1
    /// @param record the record's `topic/partition/offset`, if it is one of a record
    record Place(long line, Optional<String> record) {

        @Override
        public String toString() {
            return "line " + line + record.map(position -> ", " + position).orElse("");
        }
    }

    /// How much was checked.
    ///
    /// @param keys records of the key history
    /// @param editions records of the history of products' rules
    /// @param events records of the journey's events
    /// @param telemetry records of loggers
    /// @param signers keys that signed events
    /// @param absent records of the same loggers by the same signers that are not here, between those that are: what they
    ///     measured another time. If one of them had readings of this journey, the history would show a gap there
    record Counts(
            long keys, long editions, long events, long telemetry, long signers, long absent) {}
}
