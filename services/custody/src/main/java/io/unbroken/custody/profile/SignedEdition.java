package io.unbroken.custody.profile;

import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import java.time.Instant;

/// An edition of which it is proved which manufacturing party published it, and where it stands on the log.
///
/// @param edition what was said
/// @param content the hash of what was said
/// @param party who said it
/// @param key the key that signed
/// @param standing what the key's signature was worth when the log had it
/// @param place its offset; the editions of all products stand in one partition, so their order is total
/// @param recordTime when the log had it
public record SignedEdition(
        ProfileEdition edition,
        ContentHash content,
        PartyId party,
        KeyId key,
        Standing standing,
        long place,
        Instant recordTime) {

    ProductProfile profile() {
        return edition.profile();
    }
}
