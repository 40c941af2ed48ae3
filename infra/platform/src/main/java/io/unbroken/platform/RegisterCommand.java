package io.unbroken.platform;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.platform.provisioning.KeyLog;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyStatement;
import io.unbroken.schemas.keys.PublicKeyFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Has the root vouch for the public key that a party sent.
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        description = "Registers the public key of a party.")
final class RegisterCommand implements Callable<Integer> {
    @Mixin private KeyOptions options = new KeyOptions();

    @Parameters(index = "0", paramLabel = "PARTY", description = "the party's id")
    private String party = "";

    @Option(
            names = "--kind",
            required = true,
            description = "${COMPLETION-CANDIDATES}: whose events it may sign")
    private PartyKind kind = PartyKind.COLLECTION;

    @Option(
            names = "--public-key",
            required = true,
            paramLabel = "FILE",
            description = "in PEM form, as openssl pkey -pubout writes it")
    private Path publicKey = Path.of("");

    @Option(
            names = "--may-act-as",
            paramLabel = "PARTY",
            description = "another party in whose name it may give and take custody; once for each")
    private List<String> mayActAs = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PartyId id = KeyOptions.party(party);
        Set<PartyId> others =
                mayActAs.stream().map(KeyOptions::party).collect(Collectors.toUnmodifiableSet());
        var key = PublicKeyFile.load(publicKey);
        var registration = KeyRegistration.of(key, id, kind, others, Instant.now());
        try (KeyLog log = options.open()) {
            requireFree(log, registration);
            log.register(registration);
        }
        spec.commandLine().getOut().println("%s of %s".formatted(registration.key(), id));
        return 0;
    }

    /// Two registrations that contradict each other both count for nothing, and with them all that the key ever signed.
    private static void requireFree(KeyLog log, KeyRegistration registration) {
        log.ring().statements().stream()
                .map(KeyStatement::about)
                .filter(about -> about.key().equals(registration.key()))
                .filter(about ->
                        !about.party().equals(registration.party())
                                || about.kind() != registration.kind())
                .findFirst()
                .ifPresent(other -> {
                    throw new PlatformException(
                            "key %s is registered for %s (%s) already; each party has keys of its own"
                                    .formatted(other.key(), other.party(), other.kind()));
                });
    }
}
