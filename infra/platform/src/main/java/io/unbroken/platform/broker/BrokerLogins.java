package io.unbroken.platform.broker;

import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.SecretFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names and secrets with which the parts of one machine say to its broker who they are (SASL PLAIN over loopback): a file for each secret,
/// and for each name the settings of a client that uses it.
///
/// @param directory where they are
public record BrokerLogins(Path directory) {

    /// As whom the broker speaks with itself.
    private static final String BROKER = "broker";

    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required";

    /// All who have a secret.
    public static List<String> names() {
        return Stream.concat(Stream.of(BROKER), TopicCatalogue.principals().stream()).toList();
    }

    /// The file with a name's secret.
    public Path secret(String name) {
        return directory.resolve("kafka-" + name + ".secret");
    }

    /// The file with the settings of a client of that name.
    public Path settings(String name) {
        return directory.resolve("kafka-" + name + ".properties");
    }

    /// What that file holds.
    public static String settings(String name, String secret) {
        return """
        security.protocol=SASL_PLAINTEXT
        sasl.mechanism=PLAIN
        sasl.jaas.config=%s username="%s" password="%s";
        """
                .formatted(LOGIN, name, secret);
    }

    /// What the broker and its controller must know: who there is, and that nobody may do what no right gives.
    Map<String, String> ofBroker() {
        String own = "%s username=\"%s\" password=\"%s\"".formatted(LOGIN, BROKER, read(BROKER));
        String clients =
                names().stream()
                        .map(name -> " user_%s=\"%s\"".formatted(name, read(name)))
                        .collect(Collectors.joining("", own, ";"));
        String controllers = "%s user_%s=\"%s\";".formatted(own, BROKER, read(BROKER));
        return Map.of(
                "listener.security.protocol.map",
                "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.mechanism.controller.protocol",
                "PLAIN",
                "listener.name.clients.plain.sasl.jaas.config",
                clients,
                "listener.name.controller.plain.sasl.jaas.config",
                controllers,
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:%s;User:%s".formatted(BROKER, TopicCatalogue.ADMINISTRATORS));
    }

    private String read(String name) {
        return SecretFile.read(secret(name), "broker's secret").strip();
    }
}
