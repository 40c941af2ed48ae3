package io.unbroken.ledger.independent;

import io.unbroken.ledger.merkle.Hash;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// One thing to be checked by the other side: the Go program's own words for it are in its source.
///
/// @param kind what it is
/// @param good whether it is to be accepted, or refused
/// @param first a number, by kind
/// @param second another
/// @param payload the thing
@SuppressWarnings("ArrayRecordComponent") // Compared by no one.
record Frame(Kind kind, boolean good, long first, long second, byte[] payload) {

    enum Kind {
        ROOT('R'),
        INCLUSION('I'),
        CONSISTENCY('C'),
        TILE('T'),
        NOTE('N'),
        COSIGNED('W'),
        CHECKPOINT('K');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    static byte[] bytes(List<Hash> hashes) {
        var bytes = new byte[hashes.size() * Hash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(bytes, i * Hash.BYTES);
        }
        return bytes;
    }

    List<Hash> hashes() {
        List<Hash> hashes = new ArrayList<>();
        for (int at = 0; at < payload.length; at += Hash.BYTES) {
            hashes.add(Hash.of(Arrays.copyOfRange(payload, at, at + Hash.BYTES)));
        }
        return hashes;
    }

    /// The same with one bit changed, to be refused.
    Frame tampered(Random random) {
        byte[] changed = payload.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return new Frame(kind, false, first, second, changed);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind.letter);
        out.writeByte(good ? 1 : 0);
        out.writeLong(first);
        out.writeLong(second);
        out.writeInt(payload.length);
        out.write(payload);
    }

    static Frame read(int letter, DataInputStream in) throws IOException {
        Kind kind =
                Arrays.stream(Kind.values())
                        .filter(candidate -> candidate.letter == letter)
                        .findFirst()
                        .orElseThrow();
        boolean good = in.readByte() == 1;
        long first = in.readLong();
        long second = in.readLong();
        var payload = new byte[in.readInt()];
        in.readFully(payload);
        return new Frame(kind, good, first, second, payload);
    }
}
