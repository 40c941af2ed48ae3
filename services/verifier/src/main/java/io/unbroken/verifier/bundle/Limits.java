package io.unbroken.verifier.bundle;

/// What a reader takes. Honest bundles stay far below; a hostile one cannot make a reader use more than these allow.
final class Limits {

    /// A record of Kafka's default largest size (1 MB), in base64, with its headers and proof.
    static final int LONGEST_LINE = 4 * 1024 * 1024;

    /// A history of 100,000 events; those that tracking keeps are below 16 MB.
    static final int LONGEST_HISTORY = 256 * 1024 * 1024;

    /// A million records, ten times the largest bundle that is measured.
    static final int MOST_LINES = 1_000_000;

    /// An object in an object of lists of objects.
    static final int DEEPEST = 6;

    /// As many hashes as a proof in a tree of 2^63 leaves has, and a few.
    static final int MOST_ELEMENTS = 2_000;

    private Limits() {}
}
