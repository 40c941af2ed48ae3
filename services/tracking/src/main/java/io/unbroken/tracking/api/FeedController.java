package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.tracking.feed.Feed;
import io.unbroken.tracking.feed.Listener;
import io.unbroken.tracking.problem.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// The live feed as server-sent events. Each listener has a virtual thread that waits here.
@RestController
class FeedController {

    /// Proxies close what is silent for 30 s or longer, and a page must notice a connection that is dead without a word.
    private static final Duration PING = Duration.ofSeconds(15);

    /// An event and no comment: browsers do not show comments to pages. Without an id, so that a listener's place stays.
    private static final String PING_EVENT = "event: ping\ndata: {}\n\n";

    private static final String RETRY_SECONDS = "10";

    private final Feed feed;

    FeedController(Feed feed) {
        this.feed = feed;
    }

    @Operation(
            summary = "Journeys as they change",
            description =
                    "Server-sent events: `journey` carries an item of the list; `sealed` comes with each checkpoint and tells how many"
                            + " records of each partition it covers; `snapshot` says that too much was missed since"
                            + " Last-Event-ID and the list must be loaded anew. `ping` comes after every 15 seconds of silence.")
    @GetMapping(path = "/api/feed", produces = "text/event-stream")
    void feed(
            @RequestHeader(name = "Last-Event-ID") Optional<String> lastId,
            HttpServletResponse response)
            throws IOException {
        Optional<Listener> listener = feed.listen(lastId);
        if (listener.isEmpty()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            response.setStatus(Problem.TOO_MANY_LISTENERS.status().value());
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().write(Problem.TOO_MANY_LISTENERS.json("Too many listen already."));
            return;
        }
        try (Listener listening = listener.get()) {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            stream(listening, response);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stream(Listener listening, HttpServletResponse response)
            throws IOException, InterruptedException {
        OutputStream out = response.getOutputStream();
        write(out, ": unbroken\n\n");
        while (!listening.ended()) {
            Optional<Feed.Message> message = listening.next(PING);
            write(out, message.map(FeedController::text).orElse(PING_EVENT));
        }
    }

    private static String text(Feed.Message message) {
        return "id: %s\nevent: %s\ndata: %s\n\n"
                .formatted(message.id(), message.event(), message.data());
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
