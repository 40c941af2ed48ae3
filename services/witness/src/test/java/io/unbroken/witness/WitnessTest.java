package io.unbroken.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.files.DurableFiles;
import io.unbroken.ledger.files.FileOperations;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.ledger.tiles.TileReader;
import io.unbroken.ledger.tiles.TileWriter;
import io.unbroken.ledger.witness.WitnessClient;
import io.unbroken.ledger.witness.WitnessClient.Cosigned;
import io.unbroken.ledger.witness.WitnessClient.Refused;
import io.unbroken.ledger.witness.WitnessClient.Unreachable;
import io.unbroken.ledger.witness.WitnessRules;
import io.unbroken.schemas.keys.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WitnessTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);

    private final NoteSigner log = new NoteSigner("unbroken.local/log", key(1));
    private final Cosigner cosigner = new Cosigner("hospital.example/witness", key(2));

    @TempDir private Path directory = Path.of("");

    @Test
    void a_log_gets_its_growth_cosigned_and_a_fork_does_not() throws IOException {
        TileReader honest = tree("honest");
        TileReader forked = tree("forked");
        try (WitnessServer server = server();
                WitnessClient client = client(server);
                WitnessClient restarted = client(server);
                WitnessClient forger = client(server)) {
            for (long size : new long[] {1, 5, 5, 60, 100}) {
                assertThat(ask(client, honest.tree(size))).isInstanceOf(Cosigned.class);
            }
            assertThat(ask(restarted, honest.tree(101))).isInstanceOf(Cosigned.class);
            assertThat(ask(client, honest.tree(120))).isInstanceOf(Cosigned.class);
            assertThat(ask(forger, forked.tree(130))).isInstanceOf(Refused.class);
            assertThat(ask(forger, forked.tree(120)))
                    .isEqualTo(new Refused(409, "it cosigned another root at size 120"));
            assertThat(ask(forger, honest.tree(90)))
                    .isEqualTo(new Refused(409, "it is at size 120, the checkpoint at 90"));
        }
    }

    @Test
    void the_statuses_are_those_of_the_protocol() throws Exception {
        TileReader honest = tree("honest");
        Note note = note(honest.tree(7));
        try (WitnessServer server = server();
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> first = post(http, server, "old 0\n\n" + note);
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).startsWith("— hospital.example/witness ").endsWith("\n");

            HttpResponse<String> behind = post(http, server, "old 3\n\n" + note);
            assertThat(behind.statusCode()).isEqualTo(409);
            assertThat(behind.body()).isEqualTo("7\n");
            assertThat(behind.headers().firstValue("Content-Type")).contains("text/x.tlog.size");

            Note later = note(honest.tree(9));
            assertThat(post(http, server, "old 7\n\n" + later).statusCode()).isEqualTo(422);
            assertThat(post(http, server, "old 10\n\n" + later).statusCode()).isEqualTo(400);
            assertThat(post(http, server, "old").statusCode()).isEqualTo(400);
            Note forged = new NoteSigner(log.name(), key(3)).sign(later.text());
            assertThat(post(http, server, "old 7\n\n" + forged).statusCode()).isEqualTo(403);
            Note unknown =
                    new NoteSigner("other", key(1))
                            .sign(Checkpoint.of("other", 1, Hash.EMPTY).text());
            assertThat(post(http, server, "old 0\n\n" + unknown).statusCode()).isEqualTo(404);
            assertThat(
                            http.send(
                                            HttpRequest.newBuilder(uri(server, "/add-checkpoint"))
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(405);
            assertThat(
                            http.send(
                                            HttpRequest.newBuilder(uri(server, "/key")).build(),
                                            BodyHandlers.ofString())
                                    .body())
                    .isEqualTo(cosigner.verifierKey() + "\n");
        }
    }

    @Test
    void a_witness_that_does_not_answer_is_waited_for_no_longer_than_was_said() throws IOException {
        Tree tree = tree("honest").tree(5);
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client =
                        new WitnessClient(
                                URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                                cosigner.verifierKey(),
                                Duration.ofMillis(300))) {
            long begun = System.nanoTime();

            assertThat(ask(client, tree)).isInstanceOf(Unreachable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(WAIT);
        }
    }

    @Test
    void a_cosignature_of_another_key_is_refused() throws IOException {
        try (WitnessServer server = server();
                var client =
                        new WitnessClient(
                                uri(server, "/"),
                                new Cosigner(cosigner.name(), key(3)).verifierKey(),
                                WAIT)) {
            assertThat(ask(client, tree("honest").tree(5)))
                    .isEqualTo(new Refused(200, "its answer has no good signature of its key"));
        }
    }

    @Test
    void the_command_makes_a_key_for_its_owner_alone_and_serves() throws Exception {
        Path data = directory.resolve("witness");
        var out = new StringWriter();
        Thread command = Thread.ofVirtual().unstarted(() -> run(out, data));
        command.start();
        String[] lines = awaitLines(out);

        VerifierKey key = VerifierKey.parse(lines[0]);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(data.resolve("witness.pem"))))
                .isEqualTo("rw-------");
        var address = URI.create(lines[1].replaceAll(".*(http[^ ]*)/add-checkpoint", "$1"));
        try (var client = new WitnessClient(address, key, WAIT)) {
            assertThat(ask(client, tree("honest").tree(5))).isInstanceOf(Cosigned.class);
        }
        command.interrupt();
        assertThat(command.join(WAIT)).isTrue();
    }

    @Test
    void a_command_without_a_log_or_with_a_key_open_to_others_does_not_start() throws IOException {
        Path open = Files.writeString(directory.resolve("open.pem"), "no key");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        var err = new StringWriter();

        assertThat(command(err).execute("--data", directory.toString())).isEqualTo(2);
        assertThat(
                        command(err)
                                .execute(
                                        "--data",
                                        directory.toString(),
                                        "--log",
                                        log.verifierKey().toString(),
                                        "--key",
                                        open.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("chmod 600");
    }

    private static CommandLine command(StringWriter err) {
        return new CommandLine(new Witness()).setErr(new PrintWriter(err, true));
    }

    private void run(StringWriter out, Path data) {
        new CommandLine(new Witness())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--log",
                        log.verifierKey().toString());
    }

    private static String[] awaitLines(StringWriter out) throws InterruptedException {
        long until = System.nanoTime() + WAIT.toNanos();
        while (System.nanoTime() < until) {
            String[] lines = out.toString().split("\n", -1);
            if (lines.length > 2) {
                return lines;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("expected a running witness, found: " + out);
    }

    private WitnessServer server() throws IOException {
        var rules =
                new WitnessRules(
                        cosigner,
                        List.of(log.verifierKey()),
                        new DurableFiles(FileOperations.disk(), directory),
                        () -> NOW);
        return WitnessServer.start(
                rules, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private WitnessClient client(WitnessServer server) {
        return new WitnessClient(uri(server, ""), cosigner.verifierKey(), WAIT);
    }

    private static URI uri(WitnessServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    }

    private static HttpResponse<String> post(HttpClient http, WitnessServer server, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(server, "/add-checkpoint"))
                        .timeout(WAIT)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private WitnessClient.Outcome ask(WitnessClient client, Tree tree) {
        return client.cosign(note(tree), tree);
    }

    private Note note(Tree tree) {
        return log.sign(Checkpoint.of(log.name(), tree.size(), tree.root()).text());
    }

    private TileReader tree(String seed) {
        var files = new DurableFiles(FileOperations.disk(), directory.resolve(seed));
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            leaves.add(Hash.leaf((seed + i).getBytes(StandardCharsets.US_ASCII)));
        }
        TileWriter writer = TileWriter.open(files);
        writer.append(0, leaves);
        return writer.reader();
    }

    private static SigningKey key(int fill) {
        var seed = new byte[32];
        Arrays.fill(seed, (byte) fill);
        return SigningKey.of(seed);
    }
}
