package io.unbroken.ledger.note;

import java.util.Arrays;

/// How a key signs notes. Others than these are neither made nor checked here.
public enum SignatureType {
    /// Ed25519 over the note's text: a log's own signature.
    ED25519(0x01),
    /// Ed25519 over a time and the text: a witness says that it saw this checkpoint then, and that it extends all before.
    COSIGNATURE_V1(0x04);

    private final int identifier;

    SignatureType(int identifier) {
        this.identifier = identifier;
    }

    /// The byte that names it in key ids and in keys' texts.
    public byte identifier() {
        return (byte) identifier;
    }

    static SignatureType of(byte identifier) {
        return Arrays.stream(values())
                .filter(type -> type.identifier() == identifier)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "expected a key of type 1 (Ed25519) or 4 (cosignature/v1), found "
                                        + identifier));
    }
}
