package io.unbroken.platform.torture;

import io.unbroken.platform.Addresses;
import io.unbroken.platform.AuditProcess;
import io.unbroken.platform.DataDirectory;
import io.unbroken.platform.Doors;
import io.unbroken.platform.Installation;
import io.unbroken.platform.Part;
import io.unbroken.platform.Platform;
import io.unbroken.platform.PlatformException;
import io.unbroken.platform.PortCheck;
import io.unbroken.platform.Ports;
import io.unbroken.platform.TokenCommand;
import io.unbroken.platform.TrustFile;
import io.unbroken.platform.child.Child;
import io.unbroken.platform.child.Launch;
import io.unbroken.verifier.Trust;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.bson.Document;

/// Brings a platform up, puts load on it, lets faults happen to it, and in the end holds everything that was acknowledged to what it has.
public final class Torture {
    private static final String DEVICES = "devices";
    private static final String CHAINS = "chains.txt";

    /// Beyond the ten ports of a platform.
    private static final int BROKER_DOOR = 10;

    private static final int STORE_DOOR = 11;
    private static final int SECOND_TRACKING = 12;

    /// How many ports in a row it takes.
    public static final int PORTS = SECOND_TRACKING + 1;

    /// So many that each fault meets messages that are under way.
    private static final int JOURNEYS_AT_ONCE = 24;

    /// Outboxes drain, everything is sealed, histories are compared: each gives up by itself when nothing moves for three minutes.
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(20);

    private static final int MOST_FLAWS_TOLD = 40;

    private final Installation installation;
    private final Addresses addresses;
    private final Optional<Path> named;
    private final PrintWriter out;
    private final long began = System.nanoTime();

    /// @param ports with three more after them
    /// @param data a new directory, kept; or a temporary one
    public Torture(Installation installation, Ports ports, Optional<Path> data, PrintWriter out) {
        this.installation = installation;
        this.addresses = new Addresses(ports, Optional.empty());
        this.named = data;
        this.out = out;
    }

    /// Whether there are faults of such kinds.
    public static boolean knows(Pattern kinds) {
        return Schedule.knows(kinds);
    }

    /// Runs to the end.
    ///
    /// @param length of load and faults
    /// @throws PlatformException if the platform cannot be brought up at all
    public Outcome run(long seed, Duration length) {
        return run(seed, length, Pattern.compile(".*"));
    }

    /// The same with some kinds of faults alone.
    ///
    /// @throws IllegalArgumentException if there is no such kind
    public Outcome run(long seed, Duration length, Pattern kinds) {
        var schedule = Schedule.of(seed, length, kinds);
        Path directory = directory();
        say(
                "seed %d, %d faults in %d s, data in %s"
                        .formatted(seed, schedule.faults().size(), length.toSeconds(), directory));
        PortCheck.requireFree(
                IntStream.range(0, PORTS)
                        .map(offset -> addresses.ports().base() + offset)
                        .boxed()
                        .toList());
        Outcome outcome;
        try (var disks = SmallDisks.in(directory)) {
            say(disks.manner());
            outcome = run(seed, length, schedule, directory, disks);
        }
        if (named.isEmpty() && outcome.holds()) {
            DataDirectory.erase(directory);
        } else {
            say("data and logs are kept in " + directory);
        }
        out.println(outcome.json());
        return outcome;
    }

    private Outcome run(
            long seed, Duration length, Schedule schedule, Path directory, SmallDisks disks) {
        var ports = addresses.ports();
        var doors = new Doors(ports.base() + BROKER_DOOR, ports.base() + STORE_DOOR);
        var detours = new EnumMap<Wire, Detour>(Wire.class);
        try (var toBroker = new Detour(ports.of(Part.BROKER), doors.broker());
                var toStore = new Detour(ports.of(Part.STORE), doors.store())) {
            detours.put(Wire.BROKER, toBroker);
            detours.put(Wire.STORE, toStore);
            var platform =
                    Platform.on(installation, DataDirectory.open(directory), addresses, doors);
            try (var stand = new Stand(platform, ports.base() + SECOND_TRACKING, this::say)) {
                var stop = Thread.ofPlatform().unstarted(() -> stopped(stand, disks));
                Runtime.getRuntime().addShutdownHook(stop);
                stand.start((part, nanoseconds) -> say(part.key() + " is up"));
                say("everything is up, two instances of tracking");
                var devices = Child.start(devices(platform, seed, length), platform.log(DEVICES));
                new Faults(stand, detours, disks, this::say).happen(schedule);
                var others = new ArrayList<String>();
                settle(stand, devices, others);
                var found = report(platform.log(DEVICES), others);
                int flaws = audit(directory, platform);
                int unproven = unproven(directory, platform, stand);
                others.forEach(this::say);
                Runtime.getRuntime().removeShutdownHook(stop);
                return new Outcome(
                        seed,
                        found.getInteger("journeys", 0),
                        found.getInteger("acknowledged", 0),
                        found.getInteger("sealed", 0),
                        found.getInteger("lost", 0),
                        found.getInteger("duplicated", 0),
                        found.getInteger("unequal", 0),
                        flaws,
                        unproven,
                        others.size() + found.getInteger("refused", 0),
                        found.getInteger("serviceFaults", 0),
                        stand.revivals(),
                        schedule.kinds(),
                        Math.round((System.nanoTime() - began) / 1e8) / 10.0);
            }
        }
    }

    private static void stopped(Stand stand, SmallDisks disks) {
        stand.close();
        disks.close();
    }

    private Path directory() {
        try {
            if (named.isEmpty()) {
                return Files.createTempDirectory("unbroken-torture-");
            }
            Files.createDirectories(named.get());
            try (var files = Files.list(named.get())) {
                if (files.findAny().isPresent()) {
                    throw new PlatformException(
                            "--data must name a directory that is new or empty, found something in "
                                    + named.get());
                }
            }
            return named.get();
        } catch (IOException failure) {
            throw new PlatformException("cannot make a data directory", failure);
        }
    }

    private Launch devices(Platform platform, long seed, Duration length) {
        var ports = addresses.ports();
        return new Launch(
                DEVICES,
                installation.simulatorClassPath(),
                List.of("-XX:+UseSerialGC", "-Xmx256m"),
                "io.unbroken.simulator.Simulator",
                List.of(
                        "devices",
                        "--tracking",
                        ports.http(Part.TRACKING),
                        "--collection",
                        ports.http(Part.COLLECTION),
                        "--courier",
                        ports.http(Part.COURIER),
                        "--manufacturing",
                        ports.http(Part.MANUFACTURING),
                        "--infusion",
                        ports.http(Part.INFUSION),
                        "--issuer",
                        addresses.issuer(),
                        "--at-once",
                        Integer.toString(JOURNEYS_AT_ONCE),
                        "--minutes",
                        Double.toString(length.toMillis() / 60_000.0),
                        "--seed",
                        Long.toString(seed)),
                Map.of(
                        "UNBROKEN_DEMO_SECRET_FILE",
                        platform.secrets().demoUserSecretFile().toString(),
                        "UNBROKEN_DEMO_PEOPLE_FILE",
                        platform.secrets().demoPeopleFile().toString()));
    }

    /// Everything comes back, the devices drain and compare.
    private void settle(Stand stand, Child devices, List<String> others) {
        try {
            stand.awaitReady();
            say("the faults are over, all parts are back, the devices drain");
        } catch (PlatformException stuck) {
            others.add(String.valueOf(stuck.getMessage()));
        }
        var end = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (devices.alive() && System.nanoTime() < end) {
            stand.pause(1);
        }
        if (devices.alive()) {
            others.add("the devices did not come to an end");
            devices.kill();
        }
    }

    private Document report(Path log, List<String> others) {
        try {
            for (String line : Files.readAllLines(log)) {
                if (line.startsWith("{")) {
                    return Document.parse(line);
                }
                out.println("           devices: " + line);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        others.add("the devices have no result, see " + log);
        return new Document();
    }

    private int audit(Path directory, Platform platform) {
        try {
            var process =
                    AuditProcess.of(
                                    installation,
                                    addresses,
                                    directory.resolve("ledger"),
                                    platform.secrets())
                            .redirectErrorStream(true)
                            .start();
            var lines = new ArrayList<String>();
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.lines().forEach(lines::add);
            }
            int code = process.waitFor();
            lines.stream().limit(MOST_FLAWS_TOLD).forEach(line -> say("audit: " + line));
            if (lines.size() > MOST_FLAWS_TOLD) {
                say("audit: " + lines.getLast());
            }
            return code == 0 ? 0 : Math.max(1, lines.size() - 1);
        } catch (IOException failure) {
            throw new PlatformException("the audit could not be started", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted in the audit", interrupted);
        }
    }

    private int unproven(Path directory, Platform platform, Stand stand) {
        Path chains = platform.log(CHAINS).resolveSibling(CHAINS);
        if (!Files.exists(chains)) {
            return 0;
        }
        try {
            var proofs =
                    new Proofs(
                            addresses.ports().http(Part.TRACKING),
                            TokenCommand.token(
                                    addresses.issuer(),
                                    "auditor",
                                    platform.secrets().demoUserSecret()),
                            Trust.load(TrustFile.in(directory)),
                            stand,
                            this::say);
            return proofs.broken(Files.readAllLines(chains));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted before the evidence", interrupted);
        }
    }

    private synchronized void say(String line) {
        out.printf("%8.1f s %s%n", (System.nanoTime() - began) / 1e9, line);
        out.flush();
    }
}
