package io.unbroken.platform;

import io.unbroken.platform.Launches.Stay;
import io.unbroken.platform.child.Child;
import io.unbroken.platform.child.Readiness;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The parts that run on this machine, each its own process: started side by side, killed, restarted, stopped in order.
public final class Platform implements AutoCloseable {
    private final Launches launches;
    private final DataDirectory data;
    private final Map<Part, Child> children = new EnumMap<>(Part.class);
    private final List<Child> guests = new ArrayList<>();
    private boolean stopping;

    private Platform(Launches launches, DataDirectory data) {
        this.launches = launches;
        this.data = data;
    }

    /// A platform of which nothing runs yet; it closes the directory with itself.
    public static Platform on(Installation installation, DataDirectory data, Addresses addresses) {
        return on(installation, data, addresses, Doors.of(addresses.ports()));
    }

    /// The same, with something between broker and store and those who use them.
    public static Platform on(
            Installation installation, DataDirectory data, Addresses addresses, Doors doors) {
        return on(data, new Launches(installation, data, addresses, doors, Stay.LONG));
    }

    /// A platform for the minute that a test takes.
    public static Platform forTest(
            Installation installation, DataDirectory data, Addresses addresses) {
        var doors = Doors.of(addresses.ports());
        return on(data, new Launches(installation, data, addresses, doors, Stay.SHORT));
    }

    private static Platform on(DataDirectory data, Launches launches) {
        var secrets = new Secrets(data.keys());
        secrets.create();
        TrustFile.write(data, secrets);
        return new Platform(launches, data);
    }

    /// Where the parts are.
    public Addresses addresses() {
        return launches.addresses();
    }

    /// The keys and secrets of this data directory.
    public Secrets secrets() {
        return new Secrets(data.keys());
    }

    /// The broker, for administrators.
    public Brokers brokers() {
        return Brokers.of(
                addresses().kafka(),
                secrets().brokerSettings(TopicCatalogue.ADMINISTRATORS).toString());
    }

    /// Refuses if a port of these parts is taken.
    public void requireFreePorts(Collection<Part> parts) {
        var ports = new ArrayList<Integer>();
        parts.forEach(part -> ports.add(addresses().ports().of(part)));
        if (parts.contains(Part.BROKER)) {
            ports.add(addresses().ports().brokerController());
        }
        PortCheck.requireFree(ports);
    }

    /// Starts parts side by side and waits until all of them answer, or one fails.
    ///
    /// @throws PlatformException if a part is not built, ends or does not answer
    public void start(Collection<Part> parts, Progress progress) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ExecutorCompletionService<Part>(threads);
            parts.forEach(part -> {
                var _ = starts.submit(() -> startOne(part, progress), part);
            });
            try {
                for (var _ : parts) {
                    join(starts.take());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new PlatformException("interrupted while starting", interrupted);
            } finally {
                // Whoever still waits for its part after another failed need wait no longer.
                threads.shutdownNow();
            }
        }
    }

    /// Refuses if a part has not been built.
    public void requireBuilt(Collection<Part> parts) {
        parts.forEach(launches::of);
    }

    private void startOne(Part part, Progress progress) {
        var begin = System.nanoTime();
        launch(part).awaitReady(Launches.readiness(part, addresses(), secrets()));
        progress.ready(part, System.nanoTime() - begin);
    }

    /// Starts a part and does not wait.
    ///
    /// @throws PlatformException if the platform is being stopped
    public Child begin(Part part) {
        return launch(part);
    }

    /// Starts a service beside the one that runs already, at another port, and does not wait. Whoever starts it stops it.
    public Child beginAnother(Part service, String name, int port) {
        return Child.start(launches.another(service, name, port), data.log(name));
    }

    /// How one knows that a part is up.
    public Readiness readiness(Part part) {
        return Launches.readiness(part, addresses(), secrets());
    }

    private Child launch(Part part) {
        var launch = launches.of(part);
        synchronized (children) {
            if (stopping) {
                throw new PlatformException("stopped while starting");
            }
            var child = Child.start(launch, data.log(part.key()));
            children.put(part, child);
            return child;
        }
    }

    /// Ends a part as a power cut would.
    public void kill(Part part) {
        remove(part).ifPresent(Child::kill);
    }

    /// Stops a part as an operator would.
    public void stop(Part part) {
        remove(part).ifPresent(Child::stop);
    }

    /// Starts a part that was killed or stopped, at the same address with the same data, and waits until it answers.
    public void restart(Part part) {
        startOne(part, Progress.SILENT);
    }

    /// Runs the action if the part ends without having been told to.
    void onUnexpectedEnd(Part part, UnexpectedEnd action) {
        running(part)
                .ifPresent(child ->
                        child.onExit(code -> {
                            boolean unexpected;
                            synchronized (children) {
                                unexpected = !stopping && children.get(part) == child;
                            }
                            if (unexpected) {
                                action.ended(part, code);
                            }
                        }));
    }

    /// A process that is stopped with the parts, before all of them.
    void alsoStop(Child child) {
        synchronized (children) {
            guests.add(child);
        }
    }

    /// The file with a process's output.
    public Path log(String name) {
        return data.log(name);
    }

    /// The operating system's number of a part's process, if it runs.
    public Optional<Long> pid(Part part) {
        return running(part).map(Child::pid);
    }

    /// A part's process, if it runs.
    public Optional<Child> child(Part part) {
        return running(part);
    }

    private Optional<Child> running(Part part) {
        synchronized (children) {
            return Optional.ofNullable(children.get(part));
        }
    }

    private Optional<Child> remove(Part part) {
        synchronized (children) {
            return Optional.ofNullable(children.remove(part));
        }
    }

    /// Stops all parts, those first on which nothing depends, and lets go of the data directory.
    @Override
    public void close() {
        synchronized (children) {
            if (stopping) {
                return;
            }
            stopping = true;
        }
        guests.forEach(Child::stop);
        // The services do not know each other, so they may stop together; what they stand on goes
        // after them.
        stopTogether(Part.SERVICES);
        stopTogether(List.of(Part.OIDC, Part.STORE, Part.REGISTRY));
        stopTogether(List.of(Part.BROKER));
        data.close();
    }

    private void stopTogether(Collection<Part> parts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stops =
                    parts.stream()
                            .<Future<?>>map(part -> threads.submit(() -> stop(part)))
                            .toList();
            stops.forEach(Platform::join);
        }
    }

    private static void join(Future<?> start) {
        try {
            start.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException plain) {
                throw plain;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while starting", interrupted);
        }
    }

    /// What to do about a part that ended by itself.
    @FunctionalInterface
    interface UnexpectedEnd {
        void ended(Part part, int exitCode);
    }
}
