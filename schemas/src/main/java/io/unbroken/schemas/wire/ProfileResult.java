package io.unbroken.schemas.wire;

import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.profile.SignedEdition;
import java.time.Instant;

/// What came of reading a record of the topic of profiles.
public sealed interface ProfileResult permits ProfileResult.Authentic, Unreadable {

    /// It is proved which manufacturing party published it. Whether it counts is for
    /// [io.unbroken.custody.profile.Editions] to say, who sees all of them.
    ///
    /// @param edition what was said
    /// @param content the hash of what was said
    /// @param standing what the key's signature was worth when the log had it
    /// @param recordTime when the log had it
    /// @param position its place among this key's editions of the product
    /// @param hash the record's hash, which the key's next one for the product names
    record Authentic(
            ProfileEdition edition,
            ContentHash content,
            PartyId party,
            KeyId key,
            Standing standing,
            Instant recordTime,
            ChainPosition position,
            RecordHash hash)
            implements ProfileResult {

        /// The edition at its place.
        ///
        /// @param offset the record's
        public SignedEdition at(long offset) {
            return new SignedEdition(edition, content, party, key, standing, offset, recordTime);
        }
    }
}
