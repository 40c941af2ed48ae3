package io.unbroken.platform;

import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.platform.broker.BrokerLogins;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.keys.SigningKeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Properties;

/// The demo's keys and secrets: each made once, at random, in a file that only its owner may read. None is ever in the repository.
///
/// @param directory where they are
public record Secrets(Path directory) {
    /// As long as the keys that they protect are strong.
    private static final int SECRET_BYTES = 32;

    /// The origin of the demo's log.
    public static final String LOG_ORIGIN = "unbroken.local/log";

    /// Makes what is not there yet.
    public void create() {
        secret("oidc-client.secret");
        secret("demo-users.secret");
        secret("vault.key");
        keyPair("root");
        logKey();
        Arrays.stream(Party.values()).forEach(party -> keyPair(party.id().value()));
        BrokerLogins.names().forEach(this::brokerLogin);
    }

    /// The settings with which a client of that name speaks with the broker.
    public Path brokerSettings(String name) {
        return new BrokerLogins(directory).settings(name).toAbsolutePath();
    }

    /// The root's public key, which every service trusts.
    public Path rootPublicKey() {
        return path("root.public.pem");
    }

    /// The root's private key, which signs the registrations of the parties' keys.
    public Path rootPrivateKey() {
        return path("root.pem");
    }

    /// The log's private key, which signs checkpoints.
    public Path logPrivateKey() {
        return path("log.pem");
    }

    /// What checkpoints are verified with.
    public String logVerifierKey() {
        return read("log.vkey");
    }

    /// A party's private key.
    public Path privateKey(Party party) {
        return path(party.id() + ".pem");
    }

    /// A party's public key.
    public Path publicKey(Party party) {
        return path(party.id() + ".public.pem");
    }

    Path vaultKey() {
        return path("vault.key");
    }

    /// From which tracking computes the secrets of webhooks; it makes the file.
    Path webhooksKey() {
        return path("webhooks.key");
    }

    /// With which the services' pages exchange a login's code for tokens.
    public String pageClientSecret() {
        return read("oidc-client.secret");
    }

    /// The file that holds it, for programs that play demo users.
    public Path demoUserSecretFile() {
        return path("demo-users.secret");
    }

    /// With which a demo user gets a token without a browser.
    public String demoUserSecret() {
        return read("demo-users.secret");
    }

    /// The file with the passwords and PINs of the demo's people, which the sign-in makes at its first start.
    public Path demoPeopleFile() {
        return path("demo-people.secret");
    }

    /// What one of the demo's people proves with who they are.
    public Proof proof(String login) {
        var people = new Properties();
        try (var reader = Files.newBufferedReader(demoPeopleFile())) {
            people.load(reader);
        } catch (IOException missing) {
            throw new PlatformException(
                    "cannot read " + demoPeopleFile() + "; the sign-in makes it when it starts",
                    missing);
        }
        String[] words = people.getProperty(login, "").split(" ", -1);
        if (words.length != 2) {
            throw new PlatformException(
                    "expected a password and a PIN of '%s' in %s"
                            .formatted(login, demoPeopleFile()));
        }
        return new Proof(words[0], words[1]);
    }

    private String read(String name) {
        try {
            return Files.readString(path(name)).strip();
        } catch (IOException missing) {
            throw new PlatformException(
                    "cannot read " + path(name) + "; it is made by the first ./unbroken up",
                    missing);
        }
    }

    private Path path(String name) {
        return directory.resolve(name).toAbsolutePath();
    }

    private void secret(String name) {
        if (Files.exists(path(name))) {
            return;
        }
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        write(name, HexFormat.of().formatHex(bytes) + "\n");
    }

    private void brokerLogin(String name) {
        var logins = new BrokerLogins(directory);
        secret(logins.secret(name).getFileName().toString());
        String settings = logins.settings(name).getFileName().toString();
        if (!Files.exists(path(settings))) {
            String secret = read(logins.secret(name).getFileName().toString());
            write(settings, BrokerLogins.settings(name, secret));
        }
    }

    private void keyPair(String name) {
        var key = SigningKeyFile.loadOrCreate(path(name + ".pem"), new SecureRandom());
        PublicKeyFile.write(path(name + ".public.pem"), key.publicKey());
    }

    private void logKey() {
        var key = SigningKeyFile.loadOrCreate(logPrivateKey(), new SecureRandom());
        if (!Files.exists(path("log.vkey"))) {
            write("log.vkey", new NoteSigner(LOG_ORIGIN, key).verifierKey() + "\n");
        }
    }

    /// Through a file that is renamed when whole, so that a crash leaves no half secret.
    private void write(String name, String content) {
        var whole = path(name);
        var part = path(name + ".part");
        try {
            Files.deleteIfExists(part);
            var owner =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var channel = Files.newByteChannel(part, options, owner)) {
                channel.write(StandardCharsets.US_ASCII.encode(content));
            }
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new PlatformException(
                    "cannot write " + whole + ": " + failure.getMessage(), failure);
        }
    }
}
