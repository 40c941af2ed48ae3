package io.unbroken.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.EnumSet;

/// The provider's secrets, in files that only their owner may read.
///
/// @param directory where they are
record KeyFiles(Path directory) {
    private static final int RSA_BITS = 2048;

    /// The key that signs tokens: made once, so that a restart ends nobody's session.
    RSAKey signingKey() {
        var file = directory.resolve("oidc-signing.jwk");
        try {
            if (!Files.exists(file)) {
                write(
                        file,
                        new RSAKeyGenerator(RSA_BITS)
                                .keyIDFromThumbprint(true)
                                .generate()
                                .toJSONString());
            }
            return RSAKey.parse(Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ParseException | JOSEException failure) {
            throw new IllegalStateException("expected an RSA key in " + file, failure);
        }
    }

    /// With which the services' pages exchange a login's code for tokens.
    String pageClientSecret() {
        return secret("oidc-client.secret");
    }

    /// With which a demo user's token is had without a browser.
    String demoUserSecret() {
        return secret("demo-users.secret");
    }

    private String secret(String name) {
        try {
            return Files.readString(directory.resolve(name)).strip();
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    "expected a secret in " + directory.resolve(name), missing);
        }
    }

    private static void write(Path file, String content) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(part, options, owner)) {
            channel.write(StandardCharsets.UTF_8.encode(content));
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
