package io.unbroken.acceptance.tracking;

import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.keys.SigningKeyFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tracking in a process that can be killed.
public final class TrackingProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static final String LOG_ORIGIN = "unbroken.example/log";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path output;
    private final Process process;
    private final int port;
    private final StubIssuer issuer;

    public TrackingProcess(
            EmbeddedPlatform platform, Path trustRoot, String database, StubIssuer issuer)
            throws IOException {
        this(platform, trustRoot, database, issuer, Map.of());
    }

    /// @param environment more than the usual
    public TrackingProcess(
            EmbeddedPlatform platform,
            Path trustRoot,
            String database,
            StubIssuer issuer,
            Map<String, String> environment)
            throws IOException {
        this.issuer = issuer;
        this.port = freePort();
        this.output = Files.createTempFile("tracking-", ".log");
        var builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.unbroken.tracking.TrackingApplication"));
        builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("UNBROKEN_KAFKA", platform.bootstrapServers());
        builder.environment().put("UNBROKEN_KAFKA_SETTINGS", platform.brokerSettings("tracking"));
        builder.environment().put("UNBROKEN_REGISTRY", platform.registryUrl());
        builder.environment().put("UNBROKEN_MONGODB", platform.mongoUri() + "/" + database);
        builder.environment().put("UNBROKEN_ISSUER", issuer.address());
        builder.environment().put("UNBROKEN_TRUST_ROOT", trustRoot.toString());
        environment.forEach(builder.environment()::put);
        builder.environment().put("UNBROKEN_OIDC_CLIENT_SECRET", "not-used-here");
        // One log, one ledger, also if several databases are filled from it.
        builder.environment().put("UNBROKEN_LEDGER_DIRECTORY", ledger(trustRoot).toString());
        builder.environment().put("UNBROKEN_LEDGER_ORIGIN", LOG_ORIGIN);
        builder.environment().put("UNBROKEN_LEDGER_KEY_FILE", logKey(trustRoot).toString());
        this.process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /// The directory of the ledger of the log whose keys this root vouches for.
    public static Path ledger(Path trustRoot) {
        return trustRoot.resolveSibling(trustRoot.getFileName() + ".ledger");
    }

    /// The file with that log's key.
    public static Path logKey(Path trustRoot) {
        Path file = trustRoot.resolveSibling(trustRoot.getFileName() + ".log.pem");
        SigningKeyFile.loadOrCreate(file, new SecureRandom());
        return file;
    }

    public void awaitReady() throws Exception {
        Await.until(
                "tracking is ready, see " + output,
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("tracking ended:\n" + Files.readString(output));
                    }
                    return ready();
                });
    }

    boolean ready() throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(uri("/actuator/health/readiness"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        return get(path, issuer.token("unbroken", "OPERATIONS"), headers);
    }

    HttpResponse<String> get(String path, String token, String[] headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpClient http() {
        return http;
    }

    /// SIGKILL.
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGSTOP: it keeps what it holds, and does nothing until it is woken up.
    void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    /// SIGCONT: it goes on where it was, and knows of nothing that happened meanwhile.
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("expected to send %s to tracking".formatted(name));
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
