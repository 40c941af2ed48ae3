package io.unbroken.ledger.tiles;

/// A tile is missing, cut short, or disagrees with another or with the tree's root. Nothing may be signed or proved from it.
public final class TileFault extends RuntimeException {

    private final TilePath path;

    TileFault(TilePath path, String found) {
        super(path + " " + found);
        this.path = path;
    }

    TileFault(TilePath path, String found, Throwable cause) {
        super(path + " " + found, cause);
        this.path = path;
    }

    /// Which tile or bundle.
    public TilePath path() {
        return path;
    }
}
