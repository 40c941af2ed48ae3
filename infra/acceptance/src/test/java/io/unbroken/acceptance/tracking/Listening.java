package io.unbroken.acceptance.tracking;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Somebody who listens to the live feed.
final class Listening implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BufferedReader lines;

    Listening(TrackingProcess tracking, String token, String... headers) throws Exception {
        var request =
                HttpRequest.newBuilder(tracking.uri("/api/feed"))
                        .header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response =
                tracking.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        this.lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /// A message; its id is empty for a ping.
    record Heard(String id, String event, String data) {

        boolean is(String kind, Object subject) {
            return event.equals(kind) && data.contains(subject.toString());
        }

        /// Whether it was told after the other one.
        boolean follows(Heard other) {
            return number() > other.number();
        }

        private long number() {
            return id.isEmpty() ? -1 : Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
        }
    }

    /// All that is heard up to the first such message, and that one.
    List<Heard> until(Predicate<Heard> last) throws Exception {
        var heard = new ArrayList<Heard>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        String id = "";
        String event = "";
        // Each silence ends with a ping, so that this does.
        for (String line = lines.readLine();
                line != null && System.nanoTime() < end;
                line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                event = line.substring(7);
            } else if (line.startsWith("data: ")) {
                heard.add(new Heard(id, event, line.substring(6)));
                id = "";
                if (last.test(heard.getLast())) {
                    return heard;
                }
            }
        }
        throw new AssertionError("expected to hear more than " + heard);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
