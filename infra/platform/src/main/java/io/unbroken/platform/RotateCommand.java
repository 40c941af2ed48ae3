package io.unbroken.platform;

import io.unbroken.custody.identity.PartyId;
import io.unbroken.platform.provisioning.KeyLog;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyStanding;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.keys.PublicKeyFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Gives a party its next key: both count for a while, so that nothing that is on its way is lost.
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = "Registers a party's next key, and retires the ones before after an overlap.")
final class RotateCommand implements Callable<Integer> {
    @Mixin private KeyOptions options = new KeyOptions();

    @Parameters(index = "0", paramLabel = "PARTY", description = "the party's id")
    private String name = "";

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description =
                    "the next key, as the party sent it (default: a new one is made where the platform keeps the party's)")
    private @Nullable Path publicKey;

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            defaultValue = "P7D",
            description = "how long the keys before count as well (default: ${DEFAULT-VALUE})")
    private String overlap = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PartyId party = KeyOptions.party(name);
        Duration both = KeyOptions.value("--overlap", overlap, Duration::parse);
        if (both.isNegative()) {
            throw new PlatformException("--overlap: expected a duration from now, found " + both);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        try (KeyLog log = options.open()) {
            KeyRegistration last = last(log, party);
            Optional<NextKey> made =
                    publicKey == null
                            ? Optional.of(NextKey.of(options.secrets(), party))
                            : Optional.empty();
            PublicKey next =
                    made.map(NextKey::publicKey).orElseGet(() -> PublicKeyFile.load(sent()));
            List<KeyRegistration> before = counting(log, party, next);
            var registration = KeyRegistration.of(next, party, last.kind(), last.mayActAs(), now);
            if (log.ring().find(next.id()).isEmpty()) {
                log.register(registration);
            }
            say("%s of %s registered".formatted(next.id(), party));
            for (KeyRegistration each : before) {
                log.change(each, new KeyRetirement(now.plus(both)));
                say("%s retired from %s".formatted(each.key(), now.plus(both)));
            }
            // Last: whoever finds it undone does all of this again, with the same key.
            made.ifPresent(NextKey::replace);
            say("Restart the party's service with the new key before then.");
            return 0;
        }
    }

    private Path sent() {
        return publicKey == null ? Path.of("") : publicKey;
    }

    private static KeyRegistration last(KeyLog log, PartyId party) {
        return log.ring().registrations(party).stream()
                .max(java.util.Comparator.comparing(KeyRegistration::validFrom))
                .orElseThrow(() ->
                        new PlatformException(
                                "no key of %s is registered yet; ./unbroken keys register does that"
                                        .formatted(party)));
    }

    /// The keys that must be retired: those that count still, and for which no end is set.
    private static List<KeyRegistration> counting(KeyLog log, PartyId party, PublicKey next) {
        return log.ring().registrations(party).stream()
                .filter(each -> !each.publicKey().equals(next))
                .filter(each ->
                        switch (log.ring().judge(each.key(), Instant.MAX)) {
                            case KeyStanding.Valid _, KeyStanding.Doubtful _ -> true;
                            case KeyStanding.Revoked _,
                                    KeyStanding.Retired _,
                                    KeyStanding.Unknown _ ->
                                    false;
                        })
                .toList();
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
