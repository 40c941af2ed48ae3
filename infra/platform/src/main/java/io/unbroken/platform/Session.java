package io.unbroken.platform;

import io.unbroken.platform.provisioning.Provisioning;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// One run at a terminal: up in order, watched while it runs, down in the reverse order, also on Ctrl-C.
final class Session implements AutoCloseable {
    /// A part that keeps ending has a reason that starting it again does not cure.
    private static final int RESTARTS = 5;

    private final Installation installation;
    private final Addresses addresses;
    private final Terminal terminal;
    private final Platform platform;
    private final Map<Part, Integer> restarts = new EnumMap<>(Part.class);
    private final CompletableFuture<Integer> outcome = new CompletableFuture<>();
    private final Thread stop = Thread.ofPlatform().name("stop").unstarted(this::interrupted);
    private volatile boolean stopping;

    private Session(
            Installation installation, Addresses addresses, Terminal terminal, Platform platform) {
        this.installation = installation;
        this.addresses = addresses;
        this.terminal = terminal;
        this.platform = platform;
    }

    /// Takes hold of the data directory and makes sure that the ports are free. Nothing runs yet.
    static Session open(RunOptions options, java.io.PrintWriter out) {
        var installation = Installation.find();
        var addresses = options.addresses();
        var path = options.place().data(installation);
        if (options.fresh()) {
            DataDirectory.erase(path);
        }
        var terminal = new Terminal(out, addresses);
        var data = DataDirectory.open(path);
        var session =
                new Session(
                        installation,
                        addresses,
                        terminal,
                        Platform.on(installation, data, addresses));
        try {
            session.platform.requireBuilt(session.parts());
            session.platform.requireFreePorts(session.parts());
        } catch (PlatformException refused) {
            data.close();
            throw refused;
        }
        terminal.line(
                "Unbroken %s    data in %s (kept; --fresh starts over)"
                        .formatted(Unbroken.VERSION, path));
        Runtime.getRuntime().addShutdownHook(session.stop);
        return session;
    }

    Installation installation() {
        return installation;
    }

    Addresses addresses() {
        return addresses;
    }

    Terminal terminal() {
        return terminal;
    }

    Platform platform() {
        return platform;
    }

    /// Brings everything up and tells where it is.
    void start() {
        try {
            bringUp();
        } catch (PlatformException failure) {
            // After Ctrl-C the parts end under the hands of whoever waits for them; that is no
            // news.
            if (!stopping) {
                throw failure;
            }
            await();
        }
    }

    private void bringUp() {
        platform.start(foundation(), terminal);
        var begin = System.nanoTime();
        Provisioning.forPlatform(platform).run();
        terminal.done("log", "topics, contracts, keys, profiles", System.nanoTime() - begin);
        platform.start(Part.SERVICES, terminal);
        parts().forEach(this::watch);
        terminal.line(
                """

                  Open     %s   all journeys; sign in as operations with one click
                  Site     %s   enrols, collects, packs; sign in as apheresis nurse
                  Courier  %s   takes over and hands over by scans; sign in as courier
                  Facility %s   receives, makes, tests, releases; sign in as manufacturing operator
                  Bedside  %s   checks wristband and bag; sign in as infusion nurse
                  Sign     password and PIN of each: %s
                  APIs     <service>/v3/api-docs   with a token: ./unbroken token operations
                  Logs     ./unbroken logs tracking
                  Stop with Ctrl-C.
                """
                        .formatted(
                                addresses.ports().http(Part.TRACKING),
                                addresses.ports().http(Part.COLLECTION),
                                addresses.ports().http(Part.COURIER),
                                addresses.ports().http(Part.MANUFACTURING),
                                addresses.ports().http(Part.INFUSION),
                                platform.secrets().demoPeopleFile()));
    }

    /// Waits for the end of the run and tells its exit code.
    int await() {
        try {
            return outcome.join();
        } catch (CompletionException failure) {
            throw new PlatformException(String.valueOf(failure.getMessage()), failure);
        }
    }

    void finish(int exitCode) {
        outcome.complete(exitCode);
    }

    boolean stopping() {
        return stopping;
    }

    private List<Part> foundation() {
        var parts = new ArrayList<>(Part.FOUNDATION);
        parts.add(Part.OIDC);
        if (addresses.otherMongodb().isPresent()) {
            parts.remove(Part.STORE);
        }
        return parts;
    }

    private List<Part> parts() {
        var parts = foundation();
        parts.addAll(Part.SERVICES);
        return parts;
    }

    private void watch(Part part) {
        platform.onUnexpectedEnd(part, this::revive);
    }

    /// Every part can lose its process at any time and go on where it was; so it does.
    private void revive(Part part, int exitCode) {
        int count;
        synchronized (restarts) {
            count = restarts.merge(part, 1, Integer::sum);
        }
        if (count > RESTARTS) {
            terminal.trouble(
                    "%s ended again (exit code %d); giving up. See ./unbroken logs %s"
                            .formatted(part.title(), exitCode, part.key()));
            finish(1);
            return;
        }
        terminal.trouble(
                "%s ended (exit code %d); starting it again".formatted(part.title(), exitCode));
        var begin = System.nanoTime();
        try {
            platform.restart(part);
            terminal.ready(part, System.nanoTime() - begin);
            watch(part);
        } catch (PlatformException failure) {
            if (!stopping) {
                terminal.trouble(String.valueOf(failure.getMessage()));
                finish(1);
            }
        }
    }

    private void interrupted() {
        stopping = true;
        terminal.line("Stopping ...");
        platform.close();
        terminal.line("Stopped. The data is kept.");
    }

    @Override
    public void close() {
        if (stopping) {
            return;
        }
        Runtime.getRuntime().removeShutdownHook(stop);
        stopping = true;
        platform.close();
    }
}
