package io.unbroken.tracking.sealer;

/// Two things that must say the same do not: the log's bytes and the tiles, the recorder's tree and the sealer's, a checkpoint
/// and the ledger. Nothing may be signed any more until a person has found out why.
public final class Disagreement extends RuntimeException {

    /// @param found what was expected and what was found; goes to operators
    public Disagreement(String found) {
        super(found);
    }

    public Disagreement(String found, Throwable cause) {
        super(found, cause);
    }
}
