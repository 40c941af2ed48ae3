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
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.springframework.security.crypto.password.PasswordEncoder;

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

    /// The digests of the people's passwords and PINs. Made once, and told in clear in a file of their own, which nobody reads but whoever runs the
    /// demo and the programs that play people; with other people than before, all are made anew.
    Map<DemoUser, String> peopleDigests(PasswordEncoder encoder, SecureRandom random) {
        var file = directory.resolve("demo-people.digests");
        try {
            Map<DemoUser, String> known = digests(file);
            return known.size() == DemoUser.values().length ? known : made(file, encoder, random);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Where passwords and PINs are in clear.
    Path people() {
        return directory.resolve("demo-people.secret");
    }

    private static Map<DemoUser, String> digests(Path file) throws IOException {
        var kept = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        var digests = new EnumMap<DemoUser, String>(DemoUser.class);
        for (DemoUser user : DemoUser.values()) {
            Optional.ofNullable(kept.getProperty(user.login()))
                    .ifPresent(digest -> digests.put(user, digest));
        }
        return digests;
    }

    private Map<DemoUser, String> made(Path file, PasswordEncoder encoder, SecureRandom random)
            throws IOException {
        var digests = new EnumMap<DemoUser, String>(DemoUser.class);
        var clear = new StringBuilder("# login = password PIN: to sign as one of the demo\n");
        for (DemoUser user : DemoUser.values()) {
            Components components = Components.random(random);
            digests.put(user, Objects.requireNonNull(encoder.encode(components.joined())));
            clear.append(
                    "%s = %s %s\n"
                            .formatted(user.login(), components.password(), components.pin()));
        }
        write(people(), clear.toString());
        write(
                file,
                digests.entrySet().stream()
                        .map(entry -> entry.getKey().login() + " = " + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        return digests;
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
