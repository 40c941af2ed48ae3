package io.unbroken.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.unbroken.ledger.witness.AddCheckpoint;
import io.unbroken.ledger.witness.Answer;
import io.unbroken.ledger.witness.WitnessRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The HTTP side of a witness: `POST /add-checkpoint` (C2SP tlog-witness), and `GET /key`, which tells its vkey.
public final class WitnessServer implements AutoCloseable {

    // The JDK's server waits for ever for the rest of a request unless told otherwise, in seconds.
    private static final String MOST_SECONDS = "10";
    private static final int WAITING = 64;

    private final WitnessRules rules;
    private final HttpServer server;
    private final ExecutorService threads;

    private WitnessServer(WitnessRules rules, HttpServer server) {
        this.rules = rules;
        this.server = server;
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    /// Starts to answer.
    ///
    /// @param address where to listen; port 0 takes any free one
    /// @throws IOException if it cannot listen there
    public static WitnessServer start(WitnessRules rules, InetSocketAddress address)
            throws IOException {
        System.setProperty("sun.net.httpserver.maxReqTime", MOST_SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", MOST_SECONDS);
        var server = new WitnessServer(rules, HttpServer.create(address, WAITING));
        server.server.setExecutor(server.threads);
        server.server.createContext("/", server::handle);
        server.server.start();
        return server;
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/add-checkpoint" -> addCheckpoint(exchange);
                case "/key" -> answer(exchange, 200, "text/plain", rules.verifierKey() + "\n");
                default -> answer(exchange, 404, "text/plain", "There is nothing here.\n");
            }
        }
    }

    private void addCheckpoint(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            answer(exchange, 405, "text/plain", "Expected POST.\n");
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.MOST_BYTES + 1);
        Answer answer;
        try {
            answer = rules.add(body);
        } catch (IllegalStateException | UncheckedIOException e) {
            // Nothing was cosigned, and nothing will be until the operator has seen to the disk.
            System.getLogger(WitnessServer.class.getName())
                    .log(System.Logger.Level.ERROR, "Nothing was cosigned: " + e.getMessage(), e);
            answer(exchange, 500, "text/plain", "The witness cannot use its memory.\n");
            return;
        }
        answer(exchange, answer.status(), type(answer), text(answer));
    }

    private static String type(Answer answer) {
        return answer instanceof Answer.Conflict ? "text/x.tlog.size" : "text/plain";
    }

    private static String text(Answer answer) {
        return switch (answer) {
            case Answer.Cosigned cosigned -> cosigned.signature() + "\n";
            case Answer.Conflict conflict -> conflict.size() + "\n";
            case Answer.Unproven _ -> "The proof does not verify.\n";
            case Answer.Untrusted _ -> "No known key of the log signed this.\n";
            case Answer.UnknownLog _ -> "This witness does not watch this log.\n";
            case Answer.Malformed malformed -> "Malformed: " + malformed.expected() + ".\n";
        };
    }

    private static void answer(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", type.startsWith("text/x") ? type : type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
