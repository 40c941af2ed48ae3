package io.unbroken.platform;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.ledger.note.Note;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Fetches the evidence of a journey from tracking, as the demo's auditor.
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        description =
                "Fetches the bundle that proves one journey's history, for ./unbroken verify.")
final class EvidenceCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /// What was just said is sealed in a second or so.
    private static final int MOST_TRIES = 15;

    private static final int AGAIN = 503;
    private static final int OK = 200;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Mixin private PlaceOptions place = new PlaceOptions();

    @Parameters(index = "0", paramLabel = "COI", description = "the chain of identity")
    private String coi = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "the bundle's file (default: COI.evidence.jsonl)")
    private @Nullable Path output;

    @Option(
            names = "--from",
            paramLabel = "CHECKPOINT",
            description =
                    "the file of a checkpoint that you hold; the bundle proves that the log extends it")
    private @Nullable Path from;

    @Option(names = "--pdf", paramLabel = "FILE", description = "writes the same for people, too")
    private @Nullable Path pdf;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var data = place.data(Installation.find());
        var token =
                TokenCommand.token(
                        place.ports().http(Part.OIDC),
                        "auditor",
                        new Secrets(data.resolve("keys")).demoUserSecret());
        var journey = place.ports().http(Part.TRACKING) + "/api/journeys/" + coi;
        var file = output == null ? Path.of(coi + ".evidence.jsonl") : output;
        fetch(journey + "/evidence" + (from == null ? "" : "?from=" + size(from)), token, file);
        if (pdf != null) {
            fetch(journey + "/evidence.pdf", token, pdf);
        }
        return 0;
    }

    private void fetch(String address, String token, Path file) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(LIMIT)
                        .header("Authorization", "Bearer " + token)
                        .build();
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofFile(part));
            for (int i = 1; answer.statusCode() == AGAIN && i < MOST_TRIES; i++) {
                Thread.sleep(PAUSE);
                answer = client.send(request, HttpResponse.BodyHandlers.ofFile(part));
            }
            if (answer.statusCode() != OK) {
                var said = Files.readString(part);
                Files.delete(part);
                throw new PlatformException(
                        "no evidence of %s: tracking answered %d %s"
                                .formatted(coi, answer.statusCode(), said));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            spec.commandLine().getOut().println(file);
        } catch (IOException away) {
            throw new PlatformException(
                    "tracking does not answer, or %s cannot be written. Is ./unbroken up or demo running with the same --ports?"
                            .formatted(file),
                    away);
        }
    }

    private static long size(Path checkpoint) {
        try {
            return Checkpoint.parse(Note.parse(Files.readAllBytes(checkpoint)).text()).size();
        } catch (IOException | IllegalArgumentException none) {
            throw new PlatformException("there is no checkpoint in " + checkpoint, none);
        }
    }
}
