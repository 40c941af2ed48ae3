package io.unbroken.benchmarks.connector;

import io.unbroken.schemas.catalogue.Brokers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.apache.kafka.connect.util.FutureCallback;

/// Kafka Connect standalone: its worker and its herder in this process, so that they are as warm as everything beside which they are
/// measured, and without the REST server, which no record passes.
final class ConnectWorker implements AutoCloseable {

    /// Starting takes a second or two.
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private static final String WORKER = "bench";

    private final StandaloneHerder herder;

    /// @param brokers where the broker is
    ConnectWorker(Brokers brokers) {
        var settings = new HashMap<>(brokers.login());
        // The connectors' own clients say who they are too.
        brokers.login().forEach((name, value) -> settings.put("consumer." + name, value));
        settings.put("bootstrap.servers", brokers.servers());
        settings.putAll(
                Map.of(
                        "key.converter",
                        ByteArrayConverter.class.getName(),
                        "value.converter",
                        ByteArrayConverter.class.getName(),
                        // All that is needed is on the class path, and named by its class.
                        "plugin.discovery",
                        "service_load",
                        // Must be said, and is for connectors that read from elsewhere.
                        "offset.storage.file.filename",
                        ""));
        var plugins = new Plugins(settings);
        try (var _ = plugins.withClassLoader(plugins.delegatingLoader())) {
            var policy = new AllConnectorClientConfigOverridePolicy();
            var worker =
                    new Worker(
                            WORKER,
                            Time.SYSTEM,
                            plugins,
                            new StandaloneConfig(settings),
                            new NoOffsets(),
                            policy);
            herder = new StandaloneHerder(worker, WORKER, policy);
            herder.start();
        }
    }

    /// Starts a connector.
    ///
    /// @param settings with its `name`
    void start(String name, Map<String, String> settings) {
        var created = new FutureCallback<Herder.Created<ConnectorInfo>>();
        herder.putConnectorConfig(name, settings, false, created);
        try {
            created.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw new IllegalStateException("Connect refused the connector", refused.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException(
                    "expected the connector to start in " + LONGEST_START, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /// Throws if a task of a connector has failed.
    void check(String name) {
        for (var task : herder.connectorStatus(name).tasks()) {
            if (task.state().equals("FAILED")) {
                throw new IllegalStateException("the connector failed: " + task.trace());
            }
        }
    }

    @Override
    public void close() {
        herder.stop();
    }

    /// A connector that writes elsewhere has its offsets in Kafka.
    private static final class NoOffsets extends MemoryOffsetBackingStore {

        @Override
        public Set<Map<String, Object>> connectorPartitions(String connector) {
            return Set.of();
        }
    }
}
