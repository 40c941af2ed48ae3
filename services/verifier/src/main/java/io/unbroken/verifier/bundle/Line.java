package io.unbroken.verifier.bundle;

import java.util.List;
import java.util.Optional;

/// One line of a bundle but its last. As text: an object of one member, named as the line's kind is, in canonical JSON.
///
/// Bytes are standard base64, hashes too, as checkpoints write them.
public sealed interface Line {

    /// The format that these lines make up; another will have another name.
    String FORMAT = "io.unbroken.evidence.v1";

    /// What the bundle is about.
    ///
    /// @param coi the chain of identity
    /// @param format [#FORMAT]
    /// @param origin which log
    /// @param records how many records the bundle has: none can be left out or added without its saying so
    /// @param rules the number of the rules by which the history was derived
    /// @param size the size of that log's master tree that all here is proved in
    record Header(String coi, String format, String origin, int records, int rules, long size)
            implements Line {}

    /// The signed statement that all else here is proved by.
    ///
    /// @param note the checkpoint with its signature and cosignatures, a signed note
    record Checkpoint(String note) implements Line {}

    /// That the log of the checkpoint begins with that of an earlier one, which the reader may hold.
    ///
    /// @param from the earlier size
    /// @param proof the hashes of RFC 9162, 2.1.4
    /// @param root the earlier root
    record Consistency(long from, List<String> proof, String root) implements Line {}

    /// One entry of the master log: the heads of some trees.
    ///
    /// @param heads the heads, as the entry lists them
    /// @param index the entry's place in the master log
    /// @param proof the hashes of RFC 9162, 2.1.3, to the checkpoint's root
    record Entry(List<TreeHead> heads, long index, List<String> proof) implements Line {}

    /// What one tree was.
    record TreeHead(String root, long size, String tree) {}

    /// A schema that records here were written with.
    ///
    /// @param id its id in the registry, which the records' prefixes name
    /// @param schema its Parsing Canonical Form
    record WriterSchema(int id, String schema) implements Line {}

    /// One record of the log, whole.
    ///
    /// @param headers all its headers in order
    /// @param key the Kafka key, if it has one
    /// @param proof the hashes of RFC 9162, 2.1.3, to the head of its partition's tree; none where all records of the
    ///     tree are here
    /// @param time when the broker had it, milliseconds since 1970
    /// @param value its value, if it has one
    record StoredRecord(
            List<StoredHeader> headers,
            Optional<String> key,
            long offset,
            int partition,
            List<String> proof,
            long time,
            String topic,
            Optional<String> value)
            implements Line {

        /// Where it is on the log: `topic/partition/offset`.
        public String position() {
            return topic + "/" + partition + "/" + offset;
        }
    }

    /// A header of a record.
    record StoredHeader(String name, Optional<String> value) {}

    /// The history that the records above give, in its canonical form, as tracking serves it.
    @SuppressWarnings("ArrayRecordComponent") // Compared by its bytes, by whom it is made for.
    record DerivedHistory(byte[] canonical) implements Line {}
}
