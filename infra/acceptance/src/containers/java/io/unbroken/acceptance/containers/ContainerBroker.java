package io.unbroken.acceptance.containers;

import io.unbroken.platform.testing.BrokerStand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/// Runs the image that `infra/containers/build-broker-image` has built, on the host's network so that the broker's address is the one that the platform
/// gave, its data in a directory of the host so that it outlives the container.
public final class ContainerBroker implements BrokerStand {

    private static final DockerImageName IMAGE = DockerImageName.parse("unbroken/broker");
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final String DATA = "/var/lib/kafka";
    private static final String LOGINS = "/var/lib/logins";

    private Optional<GenericContainer<?>> running = Optional.empty();

    /// Made by the service loader.
    public ContainerBroker() {}

    @Override
    public void start(Path directory, Path logins, int port, int controllerPort) {
        requireEngine();
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        GenericContainer<?> broker =
                new GenericContainer<>(IMAGE)
                        .withNetworkMode("host")
                        .withFileSystemBind(directory.toString(), DATA, BindMode.READ_WRITE)
                        .withFileSystemBind(
                                logins.toAbsolutePath().toString(), LOGINS, BindMode.READ_ONLY)
                        .withCommand(
                                DATA,
                                LOGINS,
                                Integer.toString(port),
                                Integer.toString(controllerPort))
                        .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1))
                        .withStartupTimeout(LONGEST_START);
        broker.start();
        running = Optional.of(broker);
    }

    @Override
    public void kill() {
        running.ifPresent(broker ->
                broker.getDockerClient()
                        .killContainerCmd(broker.getContainerId())
                        .withSignal("KILL")
                        .exec());
        close();
    }

    @Override
    public void close() {
        running.ifPresent(GenericContainer::stop);
        running = Optional.empty();
    }

    private static void requireEngine() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException(
                    "no Docker engine answers; run without -Pcontainers, or see infra/containers/README.md");
        }
    }
}
