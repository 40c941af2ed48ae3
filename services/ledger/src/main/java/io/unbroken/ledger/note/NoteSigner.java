package io.unbroken.ledger.note;

import io.unbroken.ledger.text.StrictText;
import io.unbroken.schemas.keys.Signer;
import java.util.List;

/// Signs texts as a log does.
///
/// @param name the key's name; a log's is its origin
/// @param key the private key
public record NoteSigner(String name, Signer key) {

    public NoteSigner {
        VerifierKey.requireName(name);
    }

    /// What others check the signatures with.
    public VerifierKey verifierKey() {
        return new VerifierKey(name, SignatureType.ED25519, key.publicKey());
    }

    /// The signed note. The same text gives the same bytes each time.
    ///
    /// @throws IllegalArgumentException if the text does not end with a newline, or holds other control characters
    public Note sign(String text) {
        byte[] signature = key.sign(StrictText.utf8(text));
        return new Note(text, List.of(SignatureLine.of(name, verifierKey().keyId(), signature)));
    }
}
