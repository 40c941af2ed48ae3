package io.unbroken.verifier;

import io.unbroken.custody.profile.Editions;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.profile.SignedEdition;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.wire.HeaderNames;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.ProfileResult;
import io.unbroken.schemas.wire.Unreadable;
import io.unbroken.schemas.wire.WriterSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that manufacturing parties said of their products' rules, from all records of the topic of profiles, after those of keys.
final class ProfileHistory {

    private final ProfileReader reader;
    private final List<SignedEdition> said = new ArrayList<>();
    private @Nullable ProductProfiles profiles;
    private long records;

    ProfileHistory(WriterSchemas schemas) {
        this.reader = new ProfileReader(schemas);
    }

    /// The rules that count.
    ProductProfiles profiles() {
        if (profiles == null) {
            profiles = Editions.of(said).profiles();
        }
        return profiles;
    }

    long records() {
        return records;
    }

    void add(RawRecord record, KeyRing keys) throws Unproven {
        records++;
        LogRecord wire = record.wire();
        switch (reader.read(wire, keys)) {
            case ProfileResult.Authentic authentic -> {
                said.add(authentic.at(record.stored().offset()));
                profiles = null;
            }
            case Unreadable unreadable -> passOver(wire, unreadable, keys);
        }
    }

    // A stranger's record does not count. But one that bears the name of a party's key and cannot
    // be read could be one that was
    // made unreadable, by a wrong schema in the bundle: stricter rules, perhaps.
    private static void passOver(LogRecord record, Unreadable unreadable, KeyRing keys)
            throws Unproven {
        Optional<String> named = record.header(HeaderNames.KEY);
        boolean known =
                keys.registrations().stream()
                        .anyMatch(each -> named.equals(Optional.of(each.key().value())));
        switch (unreadable.reason()) {
            case UNKNOWN_SCHEMA, FOREIGN_SCHEMA, BAD_SIGNATURE -> {
                if (known) {
                    throw new Unproven(
                            Fault.PROFILES,
                            "a record that bears the name of a party's key cannot be read: "
                                    + unreadable.detail());
                }
            }
            case NOT_AVRO,
                    UNDECODABLE,
                    INVALID_VALUE,
                    MISSING_HEADER,
                    UNKNOWN_KEY,
                    KEY_REVOKED,
                    KEY_RETIRED,
                    WRONG_KEY,
                    NOT_ENTITLED -> {}
        }
    }
}
