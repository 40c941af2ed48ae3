package io.unbroken.platform;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.platform.provisioning.KeyLog;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.schemas.keys.KeyChange.KeyWithdrawal;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyStanding;
import io.unbroken.schemas.keys.KeyStatement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What an administrator says of keys with the root's key, on `keys.v1`. Nothing that was said is ever taken off the log.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Registers, rotates, retires and revokes the parties' signing keys.",
        subcommands = {RegisterCommand.class, RotateCommand.class})
final class KeysCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "expected what to do with keys: list, register, rotate, retire, revoke or withdraw");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows every key with its party and what its signature is worth now.")
    int list(
            @Mixin KeyOptions options,
            @Option(names = "--all", description = "shows each statement, too") boolean all) {
        try (KeyLog log = options.open()) {
            Instant now = Instant.now();
            log.ring().statements().stream()
                    .map(KeyStatement::about)
                    .map(KeyRegistration::key)
                    .distinct()
                    .forEach(key -> {
                        say(
                                "%s  %-18s %s"
                                        .formatted(
                                                key,
                                                log.ring()
                                                        .find(key)
                                                        .map(found -> found.party().value())
                                                        .orElse("?"),
                                                standing(log.ring().judge(key, now))));
                        if (all) {
                            log.ring().statements().stream()
                                    .filter(each -> each.about().key().equals(key))
                                    .forEach(each ->
                                            say(
                                                    "    %s  %s"
                                                            .formatted(
                                                                    each.content(), told(each))));
                        }
                    });
            return 0;
        }
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = "From a time on, records that the key signs do not count.")
    int retire(
            @Mixin KeyOptions options,
            @Parameters(paramLabel = "KEY", description = "the key's id") String key,
            @Option(
                            names = "--from",
                            paramLabel = "INSTANT",
                            description = "such as 2026-11-21T08:00:00Z (default: now)")
                    @Nullable String from) {
        return change(options, key, _ -> new KeyRetirement(instant("--from", from)));
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Says that someone else may have the key.")
    int revoke(
            @Mixin KeyOptions options,
            @Parameters(paramLabel = "KEY", description = "the key's id") String key,
            @Option(
                            names = "--compromised-since",
                            required = true,
                            paramLabel = "INSTANT",
                            description = "what the log had since then is flagged")
                    String since,
            @Option(
                            names = "--from",
                            paramLabel = "INSTANT",
                            description =
                                    "what the log has from then on does not count (default: now)")
                    @Nullable String from,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description =
                                    "one line, shown with each flagged journey; no patient data")
                    String reason) {
        Instant compromised = instant("--compromised-since", since);
        Instant revoked = instant("--from", from);
        return change(
                options,
                key,
                _ ->
                        KeyOptions.value(
                                "revocation",
                                reason,
                                text -> new KeyRevocation(revoked, compromised, text)));
    }

    @Command(
            name = "withdraw",
            mixinStandardHelpOptions = true,
            description =
                    "Takes back a retirement, a revocation or a registration that was a mistake.")
    int withdraw(
            @Mixin KeyOptions options,
            @Parameters(
                            paramLabel = "STATEMENT",
                            description = "its name in ./unbroken keys list --all")
                    String statement,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "one line")
                    String reason) {
        var content = KeyOptions.value("STATEMENT", statement, ContentHash::new);
        try (KeyLog log = options.open()) {
            KeyRegistration about =
                    log.ring().statements().stream()
                            .filter(each -> each.content().equals(content))
                            .findFirst()
                            .map(KeyStatement::about)
                            .orElseThrow(() ->
                                    new PlatformException(
                                            "the root said nothing named %s; ./unbroken keys list --all shows all"
                                                    .formatted(content)));
            KeyChange change =
                    KeyOptions.value(
                            "withdrawal", reason, text -> new KeyWithdrawal(content, text));
            log.change(about, change);
            say(
                    "%s %s"
                            .formatted(
                                    about.key(),
                                    standing(log.ring().judge(about.key(), Instant.now()))));
            return 0;
        }
    }

    private int change(
            KeyOptions options,
            String key,
            java.util.function.Function<KeyRegistration, KeyChange> change) {
        try (KeyLog log = options.open()) {
            KeyRegistration about = KeyOptions.registered(log, key);
            KeyStatement said = log.change(about, change.apply(about));
            say("%s of %s: %s".formatted(about.key(), about.party(), told(said)));
            say("statement %s".formatted(said.content()));
            return 0;
        }
    }

    private static Instant instant(String option, @Nullable String text) {
        return text == null
                ? Instant.now().truncatedTo(ChronoUnit.MILLIS)
                : KeyOptions.value(option, text, Instant::parse);
    }

    private static String standing(KeyStanding standing) {
        return switch (standing) {
            case KeyStanding.Unknown _ ->
                    "counts no longer: what was said of it contradicts itself, or was withdrawn";
            case KeyStanding.Valid _ -> "valid";
            case KeyStanding.Doubtful(var since, var reason) ->
                    "valid, but flagged since %s: %s".formatted(since, reason);
            case KeyStanding.Revoked(var from) -> "revoked from " + from;
            case KeyStanding.Retired(var from) -> "retired from " + from;
        };
    }

    private static String told(KeyStatement statement) {
        return statement
                .change()
                .map(change ->
                        switch (change) {
                            case KeyRetirement(var from) -> "retired from " + from;
                            case KeyRevocation(var from, var since, var reason) ->
                                    "revoked from %s, compromised since %s: %s"
                                            .formatted(from, since, reason);
                            case KeyWithdrawal(var taken, var reason) ->
                                    "withdrawn %s: %s".formatted(taken, reason);
                        })
                .orElseGet(() -> registered(statement.about()));
    }

    private static String registered(KeyRegistration about) {
        String others =
                about.mayActAs().stream()
                        .map(PartyId::value)
                        .sorted(Comparator.naturalOrder())
                        .collect(Collectors.joining(", "));
        return "registered for %s (%s%s), used from %s"
                .formatted(
                        about.party(),
                        about.kind(),
                        Optional.of(others)
                                .filter(names -> !names.isEmpty())
                                .map(names -> ", may act as " + names)
                                .orElse(""),
                        about.validFrom());
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
