package io.unbroken.tracking.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// Somebody's server, which answers as a test wants.
final class Receiver implements AutoCloseable {

    /// A message that came.
    record Message(String id, String timestamp, String signature, String body) {}

    /// Answers a request.
    interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    final List<Message> messages = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile Answer answer = status(204);

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    static Answer status(int status, String... header) {
        return exchange -> {
            if (header.length > 0) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    void answers(Answer next) {
        answer = next;
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/alerts".formatted(server.getAddress().getPort()));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            messages.add(
                    new Message(
                            headers.getFirst("webhook-id"),
                            headers.getFirst("webhook-timestamp"),
                            headers.getFirst("webhook-signature"),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8)));
            answer.to(exchange);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
