package io.unbroken.tracking.sealer;

/// What happens behind the sealer's back, once in a run.
enum Calamity {
    /// Crashes and outages alone: all must be sealed in the end.
    NONE,
    /// The recorder has another tree than the log: sealing must halt.
    RECORDER_DISAGREES,
    /// A record that has a leaf in the tiles is changed on the log: sealing must halt when it starts again.
    LOG_ALTERED,
    /// The whole directory is as it was some time ago.
    DIRECTORY_RESTORED,
    /// The signer's state alone is as it was some time ago.
    STATE_RESTORED,
    /// The whole directory is gone, and is made again out of the log.
    DIRECTORY_LOST,
    /// The tiles are gone, the signer's state is not, and they are made again out of the log.
    TILES_LOST,
    /// A file of the directory is gone.
    FILE_LOST,
    /// A bit of a file of the directory has changed.
    FILE_ALTERED
}
