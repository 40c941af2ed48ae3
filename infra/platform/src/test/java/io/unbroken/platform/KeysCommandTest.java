package io.unbroken.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.platform.provisioning.KeyLog;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.keys.KeyStanding;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.keys.SigningKeyFile;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The verb `keys` against a real broker and registry.
final class KeysCommandTest {
    @RegisterExtension
    static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();

    private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

    @TempDir private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_key_that_is_registered_retired_and_taken_back_is_worth_what_was_said_last() {
        var key = SigningKey.generate(new SecureRandom());
        Path file = directory.resolve("public.pem");
        PublicKeyFile.write(file, key.publicKey());

        assertThat(keys("register", "site-new", "--kind", "collection", "--public-key", file))
                .contains(key.id() + " of site-new");
        assertThat(keys("list")).contains(key.id() + "  site-new");
        assertThat(standing(key, LATER)).isEqualTo(new KeyStanding.Valid());

        String said = keys("retire", key.id(), "--from", "2098-01-01T00:00:00Z");
        assertThat(standing(key, LATER))
                .isEqualTo(new KeyStanding.Retired(Instant.parse("2098-01-01T00:00:00Z")));
        String statement = said.substring(said.indexOf("statement ") + 10).strip();
        assertThat(keys("list", "--all")).contains(statement + "  retired from 2098");

        assertThat(keys("withdraw", statement, "--reason", "It was the wrong one."))
                .contains(key.id() + " valid");
        assertThat(standing(key, LATER)).isEqualTo(new KeyStanding.Valid());
    }

    @Test
    void rotation_leaves_both_keys_valid_until_the_overlap_ends() {
        Path file = PLATFORM.secrets().privateKey(Party.SEEBLICK);
        var old = SigningKeyFile.load(file);
        Instant before = Instant.now();

        String said = keys("rotate", "centre-seeblick", "--overlap", "PT1H");

        var next = SigningKeyFile.load(file);
        assertThat(next.id()).isNotEqualTo(old.id());
        assertThat(said).contains(next.id() + " of centre-seeblick registered").contains("Restart");
        assertThat(PublicKeyFile.load(PLATFORM.secrets().publicKey(Party.SEEBLICK)))
                .isEqualTo(next.publicKey());
        assertThat(
                        SigningKeyFile.load(
                                        file.resolveSibling("centre-seeblick." + old.id() + ".pem"))
                                .id())
                .isEqualTo(old.id());
        assertThat(standing(old, before.plusSeconds(3_500))).isEqualTo(new KeyStanding.Valid());
        assertThat(standing(next, before.plusSeconds(3_500))).isEqualTo(new KeyStanding.Valid());
        assertThat(standing(old, LATER)).isInstanceOf(KeyStanding.Retired.class);
        assertThat(standing(next, LATER)).isEqualTo(new KeyStanding.Valid());
        try (KeyLog log = log()) {
            assertThat(log.ring().find(next.id()).orElseThrow().kind())
                    .isEqualTo(Party.SEEBLICK.kind());
        }
    }

    @Test
    void a_revoked_key_is_flagged_since_the_compromise_and_counts_no_more_from_then_on() {
        var key = SigningKey.generate(new SecureRandom());
        Path file = directory.resolve("public.pem");
        PublicKeyFile.write(file, key.publicKey());
        keys("register", "courier-new", "--kind", "courier", "--public-key", file);

        keys(
                "revoke",
                key.id(),
                "--compromised-since",
                "2026-11-01T00:00:00Z",
                "--from",
                "2026-11-02T00:00:00Z",
                "--reason",
                "Stolen laptop");

        assertThat(standing(key, Instant.parse("2026-10-31T23:59:59Z")))
                .isEqualTo(new KeyStanding.Valid());
        assertThat(standing(key, Instant.parse("2026-11-01T00:00:00Z")))
                .isEqualTo(
                        new KeyStanding.Doubtful(
                                Instant.parse("2026-11-01T00:00:00Z"), "Stolen laptop"));
        assertThat(standing(key, Instant.parse("2026-11-02T00:00:00Z")))
                .isEqualTo(new KeyStanding.Revoked(Instant.parse("2026-11-02T00:00:00Z")));
    }

    @Test
    void what_cannot_be_done_is_told_in_one_line() throws IOException {
        var polaris = PublicKeyFile.load(PLATFORM.secrets().publicKey(Party.POLARIS)).id();
        Path open = directory.resolve("open.pem");
        Files.copy(PLATFORM.secrets().rootPrivateKey(), open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(refused("retire", "0000000000000000"))
                .contains("no key 0000000000000000 is registered");
        assertThat(refused("retire", "what")).contains("KEY: ");
        assertThat(refused("retire", polaris, "--from", "tomorrow")).contains("--from: ");
        assertThat(
                        refused(
                                "revoke",
                                polaris,
                                "--from",
                                "2026-11-01T00:00:00Z",
                                "--compromised-since",
                                "2026-11-02T00:00:00Z",
                                "--reason",
                                "x"))
                .contains("compromisedSince: expected a time not after");
        assertThat(refused("rotate", "nobody")).contains("no key of nobody is registered yet");
        assertThat(refused("rotate", "courier-polaris", "--overlap", "-PT1H"))
                .contains("--overlap: expected a duration from now");
        assertThat(refused("withdraw", "a".repeat(64), "--reason", "x"))
                .contains("the root said nothing named");
        assertThat(
                        refused(
                                "register",
                                "site-other",
                                "--kind",
                                "collection",
                                "--public-key",
                                PLATFORM.secrets().publicKey(Party.POLARIS)))
                .contains("is registered for courier-polaris (COURIER) already");
        assertThat(refused("list", "--root-key", open)).contains("chmod 600");
        assertThat(refused("list", "--kafka", "127.0.0.1:1")).contains("is the platform running");
    }

    @Test
    void weak_keys_are_refused() throws IOException {
        // Points of small order, also written otherwise than RFC 8032 says, and none of the curve.
        for (String weak :
                List.of(
                        "0100000000000000000000000000000000000000000000000000000000000000",
                        "0000000000000000000000000000000000000000000000000000000000000000",
                        "0000000000000000000000000000000000000000000000000000000000000080",
                        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                        "0100000000000000000000000000000000000000000000000000000000000080",
                        "0200000000000000000000000000000000000000000000000000000000000000")) {
            Path file = directory.resolve("weak.pem");
            byte[] der = HexFormat.of().parseHex("302a300506032b6570032100" + weak);
            Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                            .formatted(Base64.getEncoder().encodeToString(der)));

            assertThat(
                            refused(
                                    "register",
                                    "site-weak",
                                    "--kind",
                                    "collection",
                                    "--public-key",
                                    file))
                    .as(weak)
                    .contains("weak");
        }
    }

    private String keys(Object... arguments) {
        assertThat(run(arguments)).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        return text(out);
    }

    private String refused(Object... arguments) {
        assertThat(run(arguments)).as(out.toString()).isEqualTo(1);
        assertThat(err.toString()).startsWith("unbroken: ").hasLineCount(1);
        assertThat(out.toString()).isEmpty();
        return text(err);
    }

    private static String text(StringWriter written) {
        String text = written.toString();
        written.getBuffer().setLength(0);
        return text;
    }

    private int run(Object... arguments) {
        var line =
                Stream.concat(Stream.of("keys"), Stream.of(arguments).map(Object::toString))
                        .toList();
        var all = new java.util.ArrayList<>(line);
        Map.of(
                        "--kafka", PLATFORM.bootstrapServers(),
                        "--kafka-settings", PLATFORM.brokerSettings("administrators"),
                        "--registry", PLATFORM.registryUrl(),
                        "--data", PLATFORM.secrets().directory().resolve("..").toString())
                .forEach((option, value) -> {
                    if (!line.contains(option)) {
                        all.addAll(List.of(option, value));
                    }
                });
        return Unbroken.execute(
                new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }

    private static KeyStanding standing(SigningKey key, Instant recordTime) {
        try (KeyLog log = log()) {
            return log.ring().judge(key.id(), recordTime);
        }
    }

    private static KeyLog log() {
        return KeyLog.open(
                PLATFORM.brokers(),
                RegistrySchemas.client(PLATFORM.registryUrl(), Map.of()),
                SigningKeyFile.load(PLATFORM.secrets().rootPrivateKey()));
    }
}
