package io.unbroken.tracking.store;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.tracking.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// One signed block of readings, with the record that first brought it.
///
/// @param statement what makes two records the same block
public record KeptBlock(String statement, LogRecord record) {

    /// No longer than a forger needs 2^64 attempts for.
    private static final int STATEMENT_BYTES = 16;

    /// The same content signed again by the same key is the same set of samples, and its first record on the log is worth the most.
    /// Another key's is kept beside it, for one of the two keys may be revoked.
    ///
    /// @param id of the block
    public static String statement(String id, ContentHash content, KeyId key) {
        byte[] said = "%s/%s/%s".formatted(id, content, key).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(said);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOf(hash, STATEMENT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has SHA-256.
        }
    }

    /// Of two records of one block, the one that stands first on the log.
    public KeptBlock first(KeptBlock other) {
        return record.position().compareTo(other.record.position()) <= 0 ? this : other;
    }
}
