package io.unbroken.platform;

import io.unbroken.platform.broker.BrokerProcess;
import io.unbroken.platform.child.Launch;
import io.unbroken.platform.child.Readiness;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How each part is started on this machine and how one knows that it is up.
///
/// @param installation where the built parts are
/// @param data where they keep their data
/// @param addresses where they find each other
/// @param doors where broker and store listen
/// @param stay how long the parts are meant to run
record Launches(
        Installation installation,
        DataDirectory data,
        Addresses addresses,
        Doors doors,
        Stay stay) {

    /// Small JVMs: ten of them share a laptop. The serial collector needs no threads of its own.
    private static final List<String> SMALL =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xss512k",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djava.awt.headless=true");

    /// How long the parts are meant to run: what compiling well costs, it pays back in minutes.
    enum Stay {
        LONG,
        SHORT
    }

    /// By its name: it is on the class path of its own process, and not of whoever starts a platform.
    private static final String STORE_PROCESS = "io.unbroken.store.StoreProcess";

    /// Compiling well costs a part that starts 3 of its 9 seconds of processor time, and 40 MB. The demo's load never pays that
    /// back but in tracking, the broker and the store; that of a test in none of them.
    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    Launch of(Part part) {
        return switch (part) {
            case BROKER -> broker();
            case REGISTRY -> registry();
            case STORE -> store();
            case OIDC ->
                    application(
                            part,
                            installation.identityJar(),
                            identityEnvironment(),
                            List.of(FIRST_COMPILER_ONLY));
            case COLLECTION, COURIER, MANUFACTURING, INFUSION ->
                    application(
                            part,
                            installation.serviceJar(part),
                            serviceEnvironment(part),
                            List.of(FIRST_COMPILER_ONLY));
            case TRACKING ->
                    application(
                            part,
                            installation.serviceJar(part),
                            serviceEnvironment(part),
                            compilers());
        };
    }

    /// A service beside the one that runs already: at another port, with a log of its own.
    Launch another(Part service, String name, int port) {
        var environment = serviceEnvironment(service);
        environment.put("SERVER_PORT", Integer.toString(port));
        var launch =
                application(service, installation.serviceJar(service), environment, compilers());
        return new Launch(
                name,
                launch.classPath(),
                launch.flags(),
                launch.main(),
                launch.arguments(),
                launch.environment());
    }

    static Readiness readiness(Part part, Addresses addresses, Secrets secrets) {
        var port = addresses.ports().of(part);
        return switch (part) {
            case BROKER ->
                    Readiness.kafka(port, secrets.brokerSettings(TopicCatalogue.ADMINISTRATORS));
            case REGISTRY -> Readiness.http(addresses.registry() + "/subjects");
            case STORE -> Readiness.mongo(port);
            case OIDC -> Readiness.http(addresses.issuer() + "/.well-known/openid-configuration");
            case COLLECTION, COURIER, MANUFACTURING, INFUSION, TRACKING ->
                    Readiness.http(addresses.ports().http(part) + "/actuator/health/readiness");
        };
    }

    private Launch broker() {
        var ports = addresses.ports();
        return own(
                Part.BROKER,
                BrokerProcess.class.getName(),
                List.of(
                        data.resolve("kafka").toString(),
                        data.keys().toString(),
                        Integer.toString(doors.broker()),
                        Integer.toString(ports.brokerController()),
                        Integer.toString(ports.of(Part.BROKER))));
    }

    private Launch store() {
        return own(
                Part.STORE,
                STORE_PROCESS,
                List.of(
                        data.resolve("store").resolve("store.mv").toString(),
                        Integer.toString(doors.store())));
    }

    private List<String> compilers() {
        return switch (stay) {
            case LONG -> List.of();
            case SHORT -> List.of(FIRST_COMPILER_ONLY);
        };
    }

    private Launch own(Part part, String main, List<String> arguments) {
        var flags = new ArrayList<>(compilers());
        flags.add("-Dlog4j2.configurationFile=classpath:unbroken-log4j2.xml");
        return new Launch(
                part.key(),
                installation.classPath(),
                flags(part, flags),
                main,
                arguments,
                Map.of());
    }

    private Launch registry() {
        var jar = installation.registryJar();
        var file = data.resolve("registry").resolve("registry").toAbsolutePath();
        var flags =
                List.of(
                        FIRST_COMPILER_ONLY,
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + addresses.ports().of(Part.REGISTRY),
                        // Health and metrics would stand open on all interfaces, on a port that
                        // other programs like too.
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=0",
                        "-Dapicurio.storage.kind=sql",
                        "-Dapicurio.storage.sql.kind=h2",
                        "-Dapicurio.datasource.url=jdbc:h2:file:"
                                + file
                                + ";DB_CLOSE_ON_EXIT=FALSE",
                        "-Dapicurio.datasource.jdbc.initial-size=2",
                        "-Dapicurio.datasource.jdbc.min-size=2",
                        "-Dapicurio.datasource.jdbc.max-size=10");
        return new Launch(
                Part.REGISTRY.key(),
                List.of(installation.guard(), jar.toString()),
                flags(Part.REGISTRY, flags),
                Launch.mainOf(jar),
                List.of(),
                Map.of());
    }

    private Launch application(
            Part part, Path jar, Map<String, String> environment, List<String> more) {
        return new Launch(
                part.key(),
                List.of(installation.guard(), jar.toString()),
                flags(part, more),
                Launch.mainOf(jar),
                List.of(),
                environment);
    }

    private static List<String> flags(Part part, List<String> more) {
        var flags = new ArrayList<>(SMALL);
        flags.add("-Xmx" + part.heapMegabytes() + "m");
        flags.addAll(more);
        return flags;
    }

    private Map<String, String> identityEnvironment() {
        var ports = addresses.ports();
        var environment = new HashMap<String, String>();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(ports.of(Part.OIDC)));
        environment.put("UNBROKEN_ISSUER", addresses.issuer());
        environment.put("UNBROKEN_IDENTITY_DIR", data.keys().toAbsolutePath().toString());
        for (var service : Part.SERVICES) {
            environment.put("UNBROKEN_PAGES_" + service.name(), ports.http(service));
        }
        return environment;
    }

    private Map<String, String> serviceEnvironment(Part service) {
        var secrets = new Secrets(data.keys());
        var environment = new HashMap<String, String>();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(addresses.ports().of(service)));
        environment.put("UNBROKEN_KAFKA", addresses.kafka());
        environment.put(
                "UNBROKEN_KAFKA_SETTINGS", secrets.brokerSettings(service.key()).toString());
        environment.put("UNBROKEN_REGISTRY", addresses.registry());
        environment.put("UNBROKEN_MONGODB", addresses.mongodb());
        environment.put("UNBROKEN_ISSUER", addresses.issuer());
        environment.put("UNBROKEN_OIDC_CLIENT_SECRET", secrets.pageClientSecret());
        environment.put("UNBROKEN_TRUST_ROOT", secrets.rootPublicKey().toString());
        Party.of(service)
                .ifPresent(party -> {
                    environment.put("UNBROKEN_PARTY", party.id().value());
                    environment.put("UNBROKEN_KEY_FILE", secrets.privateKey(party).toString());
                });
        if (service == Part.TRACKING) {
            environment.put(
                    "UNBROKEN_LEDGER_DIRECTORY",
                    data.resolve("ledger").toAbsolutePath().toString());
            environment.put("UNBROKEN_LEDGER_ORIGIN", Secrets.LOG_ORIGIN);
            environment.put("UNBROKEN_LEDGER_KEY_FILE", secrets.logPrivateKey().toString());
            environment.put("UNBROKEN_WEBHOOKS_KEY_FILE", secrets.webhooksKey().toString());
        } else {
            environment.put("UNBROKEN_LEDGER_KEY", secrets.logVerifierKey());
        }
        if (service == Part.COURIER) {
            environment.put(
                    "UNBROKEN_PHOTOS_DIRECTORY",
                    data.resolve("photos").toAbsolutePath().toString());
        }
        if (service == Part.COLLECTION) {
            environment.put("UNBROKEN_VAULT_KEY_FILE", secrets.vaultKey().toString());
        }
        return environment;
    }
}
