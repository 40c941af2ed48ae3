package io.unbroken.ledger.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A SHA-256 hash: of a leaf, of a node, or a tree's root.
///
/// Leaves and nodes are hashed with different first bytes (RFC 6962, 2.1), so that no leaf can pass for a node.
public final class Hash {

    /// How many bytes a hash has.
    public static final int BYTES = 32;

    /// The root of the tree without leaves: the hash of no bytes.
    public static final Hash EMPTY = new Hash(sha256().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final int BASE64_CHARACTERS = 44;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The hash of these 32 bytes.
    ///
    /// @throws IllegalArgumentException if there are more or fewer
    public static Hash of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    static Hash of(byte[] bytes, int from, int length) {
        if (length != BYTES) {
            throw new IllegalArgumentException(
                    "expected a hash of %d bytes, found %d".formatted(BYTES, length));
        }
        return new Hash(Arrays.copyOfRange(bytes, from, from + length));
    }

    /// Reads standard base64 with padding. Each hash has one text only: one with stray bits after the last byte is refused.
    ///
    /// @throws IllegalArgumentException if the text is another
    public static Hash parse(String base64) {
        if (base64.length() != BASE64_CHARACTERS) {
            throw new IllegalArgumentException(
                    "expected a hash of %d characters, found %d"
                            .formatted(BASE64_CHARACTERS, base64.length()));
        }
        Hash hash = of(Base64.getDecoder().decode(base64));
        if (!hash.base64().equals(base64)) {
            throw new IllegalArgumentException("expected a hash in canonical base64");
        }
        return hash;
    }

    /// The leaf hash of `data`: SHA-256(0x00 || data).
    public static Hash leaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(data);
        return new Hash(digest.digest());
    }

    /// The hash of the node over two subtrees: SHA-256(0x01 || left || right).
    public static Hash node(Hash left, Hash right) {
        return node(sha256(), left, right);
    }

    /// The same, with a digest that the caller uses again and again.
    static Hash node(MessageDigest digest, Hash left, Hash right) {
        digest.update(NODE);
        digest.update(left.bytes);
        digest.update(right.bytes);
        return new Hash(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has SHA-256.
        }
    }

    /// A copy of the 32 bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Copies the 32 bytes into `target`, starting at `offset`.
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    /// Standard base64 with padding, 44 characters: as checkpoints and proofs write it.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// 64 hexadecimal digits.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
