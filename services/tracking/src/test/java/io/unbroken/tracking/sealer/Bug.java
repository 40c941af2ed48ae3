package io.unbroken.tracking.sealer;

/// Bugs that the simulation plants, to show that it would find them.
enum Bug {
    /// The sealer as it is.
    NONE(Calamity.NONE),
    /// The signer's state is renamed into place, but not forced to the disk.
    STATE_IS_NOT_FORCED(Calamity.NONE),
    /// Entries of the master log are not forced to the disk.
    ENTRIES_ARE_NOT_FORCED(Calamity.NONE),
    /// The entry that a crash left is overlooked.
    FORGETS_THE_BEGUN_ENTRY(Calamity.NONE),
    /// A checkpoint that the brokers did not take counts as published.
    PUBLISHES_WITHOUT_WAITING(Calamity.NONE),
    /// The recorder's root is not compared.
    DOES_NOT_COMPARE_WITH_THE_RECORDER(Calamity.RECORDER_DISAGREES),
    /// Whatever was read is sealed, recorded or not.
    SEALS_WHAT_IS_NOT_RECORDED(Calamity.NONE),
    /// Two sealers work in one directory.
    DOES_NOT_LOCK(Calamity.NONE),
    /// Neither tiles nor published checkpoints are compared with the signer's state.
    DOES_NOT_CHECK_THE_STATE(Calamity.STATE_RESTORED),
    /// The published checkpoints are not asked at the start.
    DOES_NOT_ASK_WHAT_IS_PUBLISHED(Calamity.DIRECTORY_RESTORED),
    /// The last leaves are not read again at the start.
    DOES_NOT_READ_AGAIN(Calamity.LOG_ALTERED);

    /// Without this the bug does no harm, so other runs need not look for it.
    final Calamity shownBy;

    Bug(Calamity shownBy) {
        this.shownBy = shownBy;
    }
}
