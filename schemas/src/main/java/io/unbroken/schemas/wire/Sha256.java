package io.unbroken.schemas.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

final class Sha256 {

    static final int LENGTH = 32;

    /// As many as the registry has versions of our subjects: a few for each.
    private static final Map<Schema, byte[]> SCHEMAS = new ConcurrentHashMap<>();

    private Sha256() {}

    static byte[] of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JDK has SHA-256.
        }
    }

    /// The hash of a schema's Parsing Canonical Form: names, types and order, without documentation and defaults.
    static byte[] of(Schema schema) {
        return SCHEMAS.computeIfAbsent(
                schema,
                each ->
                        of(
                                SchemaNormalization.toParsingForm(each)
                                        .getBytes(StandardCharsets.UTF_8)));
    }
}
