package io.unbroken.platform.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// Runs a Kafka broker and controller in one process, on loopback, its log in a directory that outlives it.
///
/// Every client says who it is, over loopback by a name and a secret, and may do what [io.unbroken.schemas.catalogue.BrokerRights] gives it. The
/// directory is formatted on the first start. An acknowledged record is in the operating system's hands and so survives the end of this
/// process however it comes; only replication to other machines would survive the machine.
public final class BrokerProcess {
    private static final int NODE = 1;

    private BrokerProcess() {}

    /// Runs until it is told to stop.
    ///
    /// @param arguments log directory, directory of the secrets, port of the broker, port of the controller; if something stands
    ///     between broker and clients, the port at which they are told to find it
    public static void main(String[] arguments) throws Exception {
        var directory = Path.of(arguments[0]);
        var logins = new BrokerLogins(Path.of(arguments[1]));
        var port = Integer.parseInt(arguments[2]);
        var controllerPort = Integer.parseInt(arguments[3]);
        var advertisedPort = arguments.length > 4 ? Integer.parseInt(arguments[4]) : port;
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory);
        }
        var settings = settings(directory, port, controllerPort, advertisedPort);
        settings.putAll(logins.ofBroker());
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::shutdown));
        server.startup();
        server.awaitShutdown();
    }

    private static void format(Path directory) throws Exception {
        Files.createDirectories(directory);
        new Formatter()
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(directory.toString())
                .addDirectory(directory.toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .run();
    }

    private static Properties settings(
            Path directory, int port, int controllerPort, int advertisedPort) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put(
                "listeners",
                "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + advertisedPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        // One node: everything that would be replicated has one copy.
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the new broker waits until the old one's session has ended: 9 s by default.
        settings.put("broker.session.timeout.ms", "2000");
        settings.put("broker.heartbeat.interval.ms", "500");
        // One machine's worth of threads and of room for deduplicating compacted topics.
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        return settings;
    }
}
