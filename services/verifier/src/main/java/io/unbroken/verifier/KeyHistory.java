package io.unbroken.verifier;

import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.wire.HeaderNames;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationResult;
import io.unbroken.schemas.wire.Unreadable;
import io.unbroken.schemas.wire.WriterSchemas;

/// All that the root said of the parties' keys, from all records of the key history.
final class KeyHistory {

    private final PublicKey root;
    private final RegistrationReader reader;
    private KeyRing ring = KeyRing.empty();
    private long records;

    KeyHistory(PublicKey root, WriterSchemas schemas) {
        this.root = root;
        this.reader = new RegistrationReader(schemas, root);
    }

    KeyRing ring() {
        return ring;
    }

    long records() {
        return records;
    }

    void add(RawRecord record) throws Unproven {
        records++;
        LogRecord wire = record.wire();
        switch (reader.read(wire)) {
            case RegistrationResult.Authentic authentic -> ring = ring.with(authentic.statement());
            case Unreadable unreadable -> passOver(wire, unreadable);
        }
    }

    // A stranger's record does not count. But one that bears the root's name and cannot be read
    // could be one that was made
    // unreadable, by a wrong schema in the bundle: a revocation, perhaps.
    private void passOver(LogRecord record, Unreadable unreadable) throws Unproven {
        boolean named =
                record.header(HeaderNames.KEY).filter(root.id().value()::equals).isPresent();
        switch (unreadable.reason()) {
            case UNKNOWN_SCHEMA, FOREIGN_SCHEMA, BAD_SIGNATURE -> {
                if (named) {
                    throw new Unproven(
                            Fault.KEYS,
                            "a record that bears the root key's name cannot be read: "
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
