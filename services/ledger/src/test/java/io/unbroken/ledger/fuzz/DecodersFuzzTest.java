package io.unbroken.ledger.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.heads.Heads;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.HashLines;
import io.unbroken.ledger.merkle.InclusionProof;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.text.StrictText;
import io.unbroken.ledger.tiles.EntryLog;
import io.unbroken.ledger.tiles.TileFault;
import io.unbroken.ledger.tiles.TilePath;
import io.unbroken.ledger.witness.AddCheckpoint;
import java.util.Arrays;
import java.util.function.Function;

/// A decoder refuses with IllegalArgumentException and nothing else, or gives what is written back as the same bytes.
class DecodersFuzzTest {

    @FuzzTest
    void note(byte[] data) {
        same(data, bytes -> Note.parse(bytes).bytes());
    }

    @FuzzTest
    void vkey(byte[] data) {
        same(data, bytes -> text(VerifierKey.parse(StrictText.utf8(bytes)).toString()));
    }

    @FuzzTest
    void checkpoint(byte[] data) {
        same(data, bytes -> Checkpoint.parse(StrictText.utf8(bytes)).bytes());
    }

    @FuzzTest
    void heads(byte[] data) {
        same(data, bytes -> Heads.parse(bytes).bytes());
    }

    @FuzzTest
    void tilePath(byte[] data) {
        same(data, bytes -> text(TilePath.parse(StrictText.utf8(bytes)).toString()));
    }

    @FuzzTest
    void frontier(byte[] data) {
        same(data, bytes -> Frontier.of(bytes).bytes());
    }

    @FuzzTest
    void proof(byte[] data) {
        same(
                data,
                bytes ->
                        text(
                                HashLines.format(
                                        HashLines.parse(
                                                StrictText.utf8(bytes),
                                                InclusionProof.MOST_HASHES))));
    }

    @FuzzTest
    void addCheckpoint(byte[] data) {
        same(data, bytes -> AddCheckpoint.parse(bytes).bytes());
    }

    @FuzzTest
    void entryBundle(byte[] data) {
        try {
            var entries = EntryLog.split(new TilePath.Entries(0, 2), data);
            int length = entries.stream().mapToInt(entry -> entry.length + Short.BYTES).sum();
            require(length == data.length);
        } catch (TileFault _) {
            // Refused, as it should be.
        }
    }

    private static void same(byte[] data, Function<byte[], byte[]> decodeAndEncode) {
        byte[] again;
        try {
            again = decodeAndEncode.apply(data);
        } catch (IllegalArgumentException _) {
            return;
        }
        require(Arrays.equals(again, data));
    }

    // Not AssertJ, which the fuzzer would explore too.
    private static void require(boolean same) {
        if (!same) {
            throw new AssertionError("what was read is written back as other bytes");
        }
    }

    private static byte[] text(String text) {
        return StrictText.utf8(text);
    }
}
