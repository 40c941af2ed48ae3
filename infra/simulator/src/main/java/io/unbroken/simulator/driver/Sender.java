package io.unbroken.simulator.driver;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Sends a request until somebody answers it: a device keeps its queue while the network or a service is away.
public final class Sender implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    /// Longer pauses would make a demo look dead after a restart.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /// A service that is away for longer does not come back by itself; the run then ends with what was acknowledged.
    private static final int MOST_ATTEMPTS = 200;

    private final StopSignal stop;
    private final HttpClient client;
    private final AtomicLong retries = new AtomicLong();

    public Sender(StopSignal stop) {
        this.stop = stop;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
    }

    /// What a service answered.
    record Answer(int status, String body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /// The first answer that is not "try again later".
    ///
    /// @param request made anew for each attempt, because its token may have ended
    Answer send(Supplier<HttpRequest> request) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            String trouble;
            try {
                HttpResponse<String> response = client.send(request.get(), BodyHandlers.ofString());
                if (!isTryAgain(response.statusCode())) {
                    return new Answer(response.statusCode(), response.body());
                }
                trouble = "answer " + response.statusCode();
            } catch (IOException unreachable) {
                trouble = unreachable.toString();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new StopSignal.Stopped();
            }
            if (attempt == MOST_ATTEMPTS) {
                throw new Refused(request.get().uri().getPath(), trouble);
            }
            retries.incrementAndGet();
            stop.pause(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    /// How often something was sent again so far.
    long retries() {
        return retries.get();
    }

    /// Too many requests, a gateway without its service, service away.
    private static boolean isTryAgain(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
