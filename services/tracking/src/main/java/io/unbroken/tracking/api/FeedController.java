package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.tracking.feed.Feed;
import io.unbroken.tracking.feed.Listener;
import io.unbroken.tracking.problem.Problem;
import io.unbroken.tracking.security.Sight;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
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

    /// A session may end without the stream noticing: so often it is asked for again. `EventSource` comes back by itself with its last id.
    private static final Duration SESSION = Duration.ofMinutes(15);

    private final Feed feed;
    private final InstantSource clock;

    FeedController(Feed feed, InstantSource clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @Operation(
            summary = "Journeys as they change, of those that the caller sees",
            description =
                    "Server-sent events: `journey` carries an item of the list; `sealed` comes with each checkpoint and tells how many"
                            + " records of each partition it covers; `snapshot` says that too much was missed since"
                            + " Last-Event-ID and the list must be loaded anew. `ping` comes after every 15 seconds of silence. The stream ends when the"
                            + " bearer token does, and for a session after 15 minutes: come back with Last-Event-ID.")
    @GetMapping(path = "/api/feed", produces = "text/event-stream")
    void feed(
            @RequestHeader(name = "Last-Event-ID") Optional<String> lastId,
            HttpServletResponse response,
            Authentication caller)
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
            stream(
                    listening,
                    Sight.of(caller),
                    end(caller, clock.instant()),
                    response.getOutputStream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// No stream outlives the right to it.
    static Instant end(Authentication caller, Instant now) {
        Optional<Instant> expiry =
                caller instanceof JwtAuthenticationToken bearer
                        ? Optional.ofNullable(bearer.getToken().getExpiresAt())
                        : Optional.empty();
        return expiry.orElseGet(() -> now.plus(SESSION));
    }

    void stream(Listener listening, Sight sight, Instant end, OutputStream out)
            throws IOException, InterruptedException {
        // Who sees everything needs nothing looked up.
        Predicate<Feed.Message> mine =
                message -> sight.everything() || message.audience().has(sight::sees);
        write(out, ": unbroken\n\n");
        Duration left = Duration.between(clock.instant(), end);
        while (left.isPositive() && !listening.ended()) {
            Optional<Feed.Message> message =
                    listening.next(left.compareTo(PING) < 0 ? left : PING, mine);
            write(out, message.map(FeedController::text).orElse(PING_EVENT));
            left = Duration.between(clock.instant(), end);
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
