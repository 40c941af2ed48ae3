package io.unbroken.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Compares clients' secrets, which are 256 random bits, and people's passwords with their PINs, 70: a slow password hash would protect nothing
/// and cost 0.1 s a token.
///
/// The salt is there because the framework refuses two clients whose kept secrets are equal.
final class SecretDigests implements PasswordEncoder {
    private static final int SALT_BYTES = 16;
    private static final int SALT_DIGITS = 2 * SALT_BYTES;

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        if (secret == null) {
            return null;
        }
        var bytes = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(bytes);
        var salt = HexFormat.of().formatHex(bytes);
        return salt + digest(salt, secret);
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String encoded) {
        if (secret == null || encoded == null || encoded.length() < SALT_DIGITS) {
            return false;
        }
        var expected = encoded.substring(SALT_DIGITS).getBytes(StandardCharsets.US_ASCII);
        var found =
                digest(encoded.substring(0, SALT_DIGITS), secret)
                        .getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, found);
    }

    private static String digest(String salt, CharSequence secret) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((salt + secret).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
