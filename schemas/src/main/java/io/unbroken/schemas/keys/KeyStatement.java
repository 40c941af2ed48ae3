package io.unbroken.schemas.keys;

import io.unbroken.custody.identity.ContentHash;
import java.util.Optional;

/// Something that the root said of a key, proved by its signature.
///
/// @param content the hash of what was said; it names the statement
/// @param about the key and whose it is
/// @param change what became of it; empty if this registers it
public record KeyStatement(
        ContentHash content, KeyRegistration about, Optional<KeyChange> change) {}
