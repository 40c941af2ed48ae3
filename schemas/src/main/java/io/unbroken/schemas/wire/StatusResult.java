package io.unbroken.schemas.wire;

import io.unbroken.custody.status.JourneyStatus;

/// What came of reading a status record. These are not signed: the broker lets tracking alone write them, and each names its
/// basis, from which it can be derived again.
public sealed interface StatusResult permits StatusResult.Current, Unreadable {

    /// It could be read.
    ///
    /// @param status where the journey stands
    record Current(JourneyStatus status) implements StatusResult {}
}
