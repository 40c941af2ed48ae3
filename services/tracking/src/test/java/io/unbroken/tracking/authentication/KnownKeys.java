package io.unbroken.tracking.authentication;

import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.RegistrationReader;
import java.util.List;

/// The keys and profiles of a log that is read to its end.
public final class KnownKeys {

    private KnownKeys() {}

    /// What these records say of keys.
    ///
    /// @param records of `keys.v1`, all of them
    public static RegisteredKeys of(RegistrationReader reader, List<LogRecord> records) {
        var keys = new RegisteredKeys(reader);
        for (int offset = 0; offset < records.size(); offset++) {
            keys.take(records.get(offset), offset);
        }
        keys.readToItsEnd();
        return keys;
    }

    /// What these records say of products' rules.
    ///
    /// @param records of `profiles.v1`, all of them
    public static PublishedProfiles profiles(
            RegisteredKeys keys, ProfileReader reader, List<LogRecord> records) {
        var profiles = new PublishedProfiles(keys, reader);
        for (int offset = 0; offset < records.size(); offset++) {
            profiles.take(records.get(offset), offset);
        }
        profiles.readToItsEnd();
        return profiles;
    }
}
