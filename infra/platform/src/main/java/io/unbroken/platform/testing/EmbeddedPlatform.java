package io.unbroken.platform.testing;

import io.unbroken.platform.Addresses;
import io.unbroken.platform.DataDirectory;
import io.unbroken.platform.Installation;
import io.unbroken.platform.Part;
import io.unbroken.platform.Platform;
import io.unbroken.platform.Ports;
import io.unbroken.platform.Progress;
import io.unbroken.platform.Secrets;
import io.unbroken.platform.provisioning.Provisioning;
import io.unbroken.schemas.catalogue.Brokers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real broker, registry and store for tests, each a process on ports of its own with a temporary data directory.
///
/// All tests of one JVM share them: name your topics' keys and databases so that tests do not meet. Use as
/// `@RegisterExtension static final EmbeddedPlatform PLATFORM = EmbeddedPlatform.brokerRegistryStore();`
public final class EmbeddedPlatform implements BeforeAllCallback {
    private static final Object LOCK = new Object();
    private static Optional<Shared> shared = Optional.empty();

    private final Set<Part> needed;

    private EmbeddedPlatform(Set<Part> needed) {
        this.needed = needed;
    }

    /// What an integration test of one service needs.
    public static EmbeddedPlatform brokerRegistryStore() {
        return new EmbeddedPlatform(EnumSet.copyOf(Part.FOUNDATION));
    }

    /// The same with sign-in and all five services, from their executable jars: build them first (`mvn package`).
    public EmbeddedPlatform withServices() {
        return with(
                EnumSet.of(
                        Part.OIDC,
                        Part.COLLECTION,
                        Part.COURIER,
                        Part.MANUFACTURING,
                        Part.INFUSION,
                        Part.TRACKING));
    }

    /// The same with some of them.
    public EmbeddedPlatform with(Part first, Part... others) {
        return with(EnumSet.of(first, others));
    }

    private EmbeddedPlatform with(Set<Part> more) {
        var all = EnumSet.copyOf(needed);
        all.addAll(more);
        return new EmbeddedPlatform(all);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    /// Starts what is not running yet. The extension does so by itself.
    public void start() {
        synchronized (LOCK) {
            if (shared.isEmpty()) {
                shared = Optional.of(Shared.create());
            }
            shared.orElseThrow().require(needed);
        }
    }

    /// The running platform, for what this class has no word for.
    public Platform platform() {
        synchronized (LOCK) {
            return started().platform();
        }
    }

    private static Shared started() {
        return shared.orElseThrow(
                () -> new IllegalStateException("the platform has not been started"));
    }

    /// Kafka's address.
    public String bootstrapServers() {
        return addresses().kafka();
    }

    /// Kafka, for administrators, as whom tests look and play strangers.
    public Brokers brokers() {
        return platform().brokers();
    }

    /// The settings of a client that is tracking, or another service by the name under which brokers know it.
    public String brokerSettings(String name) {
        return secrets().brokerSettings(name).toString();
    }

    /// The registry's Confluent-compatible API.
    public String registryUrl() {
        return addresses().registry();
    }

    /// The store's connection string.
    public String mongoUri() {
        return addresses().mongodb();
    }

    /// The OIDC issuer.
    public String issuer() {
        return addresses().issuer();
    }

    /// Where a service listens.
    public String url(Part service) {
        return addresses().ports().http(service);
    }

    /// Keys and secrets of this run.
    public Secrets secrets() {
        return platform().secrets();
    }

    public void killBroker() {
        kill(Part.BROKER);
    }

    public void restartBroker() {
        restart(Part.BROKER);
    }

    public void stopStore() {
        platform().stop(Part.STORE);
    }

    public void killStore() {
        kill(Part.STORE);
    }

    public void restartStore() {
        restart(Part.STORE);
    }

    /// SIGKILL.
    public void kill(Part part) {
        synchronized (LOCK) {
            started().kill(part);
        }
    }

    /// Starts a part again, with its data at its address.
    public void restart(Part part) {
        synchronized (LOCK) {
            started().restart(part);
        }
    }

    private Addresses addresses() {
        return platform().addresses();
    }

    private static final class Shared {
        private final Platform platform;
        private final Path directory;
        private final Set<Part> started = EnumSet.noneOf(Part.class);
        private final Optional<BrokerStand> stand =
                ServiceLoader.load(BrokerStand.class).findFirst();

        private Shared(Platform platform, Path directory) {
            this.platform = platform;
            this.directory = directory;
        }

        static Shared create() {
            try {
                var directory = Files.createTempDirectory("unbroken-test-");
                var data = DataDirectory.open(directory);
                var addresses = new Addresses(Ports.free(), Optional.empty());
                var platform = Platform.forTest(Installation.find(), data, addresses);
                var shared = new Shared(platform, directory);
                Runtime.getRuntime()
                        .addShutdownHook(Thread.ofPlatform().unstarted(shared::discard));
                return shared;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        Platform platform() {
            return platform;
        }

        void require(Set<Part> parts) {
            startMissing(parts, Part.FOUNDATION);
            var later = new ArrayList<>(Part.SERVICES);
            later.addFirst(Part.OIDC);
            startMissing(parts, later);
        }

        private void startMissing(Set<Part> parts, List<Part> stage) {
            var missing =
                    stage.stream()
                            .filter(parts::contains)
                            .filter(part -> !started.contains(part))
                            .toList();
            if (missing.isEmpty()) {
                return;
            }
            platform.start(
                    missing.stream().filter(part -> !standsElsewhere(part)).toList(),
                    Progress.SILENT);
            missing.stream().filter(this::standsElsewhere).forEach(this::restart);
            if (missing.contains(Part.BROKER)) {
                Provisioning.forPlatform(platform).run();
            }
            started.addAll(missing);
        }

        void kill(Part part) {
            if (standsElsewhere(part)) {
                stand.ifPresent(BrokerStand::kill);
            } else {
                platform.kill(part);
            }
        }

        void restart(Part part) {
            if (standsElsewhere(part)) {
                var ports = platform.addresses().ports();
                stand.ifPresent(broker ->
                        broker.start(
                                directory.resolve("kafka"),
                                platform.secrets().directory(),
                                ports.of(Part.BROKER),
                                ports.brokerController()));
            } else {
                platform.restart(part);
            }
        }

        private boolean standsElsewhere(Part part) {
            return part == Part.BROKER && stand.isPresent();
        }

        /// Nobody needs the data after the tests, so the processes need not stop cleanly either.
        private void discard() {
            for (var part : Part.values()) {
                platform.kill(part);
            }
            stand.ifPresent(BrokerStand::close);
            platform.close();
            DataDirectory.erase(directory);
        }
    }
}
