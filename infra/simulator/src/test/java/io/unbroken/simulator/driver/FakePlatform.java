package io.unbroken.simulator.driver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.simulator.script.Actor;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// All services, the sign-in and tracking in one small HTTP server that keeps what it is told.
///
/// It counts samples by itself, over the stays that events describe.
final class FakePlatform implements AutoCloseable {

    /// How the platform misbehaves.
    enum Fault {
        NONE,
        /// Every seventh request is answered with 503.
        AWAY_NOW_AND_THEN,
        /// From the hundredth request on, early tokens have ended.
        TOKENS_END,
        /// One event is acknowledged and lost.
        LOSES_ONE,
        /// One event is never sealed.
        SEALS_NOT_ALL,
        /// One event is refused.
        REFUSES_ONE
    }

    private static final int LOST = 40;

    private final HttpServer server;
    private final Fault fault;
    private final JsonMapper json = new JsonMapper();
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, Map<String, JsonNode>> journeys = new TreeMap<>();
    private final Map<String, Set<String>> samples = new HashMap<>();
    private final Map<String, String> enrolments = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, Integer> challenged = new HashMap<>();
    private final Set<Integer> proved = ConcurrentHashMap.newKeySet();
    private final Map<Integer, String> signed = new HashMap<>();
    private final Set<Long> asked = new HashSet<>();
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();

    FakePlatform(Fault fault) throws IOException {
        this.fault = fault;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    Addresses addresses() {
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Addresses(uri, uri, uri, uri, uri, uri);
    }

    /// Everybody has the same password and PIN here.
    Credentials credentials() {
        return Credentials.of(
                "secret\n",
                Arrays.stream(Actor.values())
                        .map(actor -> actor.user() + " = lavi-tuno 482913\n")
                        .collect(Collectors.joining("", "# comment\n", "")));
    }

    int tokens() {
        return tokens.get();
    }

    /// How many events were posted, repetitions and all.
    int posted() {
        return posted.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int request = requests.incrementAndGet();
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (fault == Fault.AWAY_NOW_AND_THEN && request % 7 == 0) {
                respond(exchange, 503, "{}");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/oauth2/token")) {
                tokens.incrementAndGet();
                if (body.endsWith("&password=lavi-tuno&pin=482913")) {
                    proved.add(request);
                }
                respond(
                        exchange,
                        200,
                        "{\"access_token\":\"t%d\",\"expires_in\":900}".formatted(request));
                return;
            }
            if (fault == Fault.TOKENS_END && ended(exchange, request)) {
                respond(exchange, 401, "{}");
                return;
            }
            synchronized (this) {
                route(exchange, path, body);
            }
        }
    }

    private static boolean ended(HttpExchange exchange, int request) {
        return request > 100 && token(exchange) < 100;
    }

    private static int token(HttpExchange exchange) {
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return Integer.parseInt(token.substring("Bearer t".length()));
    }

    private void route(HttpExchange exchange, String path, String body) throws IOException {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        switch (parts.get(1)) {
            case "enrolments" -> respond(exchange, 201, enrol(json.readTree(body)));
            case "events" -> event(exchange, json.readTree(body));
            case "loggers" -> {
                Set<String> kept = samples.computeIfAbsent(parts.get(2), _ -> new HashSet<>());
                int count = parts.get(3).equals("blocks") ? block(kept, body) : file(kept, body);
                respond(exchange, 201, "{\"samples\":%d}".formatted(count));
            }
            case "seals" -> respond(exchange, 200, seals(json.readTree(body)));
            case "quarantine" -> respond(exchange, 200, "{\"total\":0,\"items\":[]}");
            case "journeys" -> journey(exchange, parts.get(2));
            default -> respond(exchange, 404, "{}");
        }
    }

    private String enrol(JsonNode body) {
        String coi =
                enrolments.computeIfAbsent(
                        body.path("requestId").asString(),
                        _ -> CoiId.issue("A9999", 26, enrolments.size() + 1).value());
        Map<String, JsonNode> journey = journeys.computeIfAbsent(coi, _ -> new LinkedHashMap<>());
        ObjectNode answer = json.createObjectNode();
        answer.put("coi", coi).put("patient", "PT" + "A".repeat(26));
        var receipts = answer.putArray("receipts");
        for (String what : List.of("order", "patient")) {
            String id =
                    UUID.nameUUIDFromBytes((coi + what).getBytes(StandardCharsets.UTF_8))
                            .toString();
            journey.put(id, json.createObjectNode());
            receipts.addObject().setAll(receipt(id));
        }
        return answer.toString();
    }

    private void event(HttpExchange exchange, JsonNode event) throws IOException {
        String id = event.path("id").asString();
        if (event.path("fact").has("meaning") && !isSigned(exchange, id)) {
            challenged.put(id, requests.get());
            respond(exchange, 401, "{\"signature\":{\"challenge\":\"for-%s\"}}".formatted(id));
            return;
        }
        int number = posted.incrementAndGet();
        if (fault == Fault.REFUSES_ONE && number == LOST) {
            respond(exchange, 400, "{\"detail\":\"no\"}");
            return;
        }
        if (fault != Fault.LOSES_ONE || number != LOST) {
            Map<String, JsonNode> journey =
                    journeys.computeIfAbsent(
                            event.path("coi").asString(), _ -> new LinkedHashMap<>());
            JsonNode before = journey.putIfAbsent(id, event);
            if (before != null && !before.equals(event)) {
                respond(exchange, 409, "{\"detail\":\"id\"}");
                return;
            }
        }
        respond(exchange, 201, receipt(id).toString());
    }

    /// With the event's own challenge, and a token from after it, by password and PIN, that has signed nothing else.
    private boolean isSigned(HttpExchange exchange, String id) {
        return ("for-" + id).equals(exchange.getRequestHeaders().getFirst("Unbroken-Signature"))
                && token(exchange) > challenged.getOrDefault(id, Integer.MAX_VALUE)
                && proved.contains(token(exchange))
                && id.equals(signed.computeIfAbsent(token(exchange), _ -> id));
    }

    /// Each receipt has a place of its own, but an event that is sent again has the same.
    private ObjectNode receipt(String id) {
        long offset = offsets.computeIfAbsent(id, _ -> (long) offsets.size());
        return json.createObjectNode()
                .put("id", id)
                .put("contentHash", "a".repeat(64))
                .put("topic", "courier.events.v1")
                .put("partition", 0)
                .put("offset", offset);
    }

    /// What is asked for the first time is not sealed yet.
    private String seals(JsonNode question) {
        ObjectNode answer = json.createObjectNode();
        var seals = answer.putArray("seals");
        for (JsonNode position : question.path("positions")) {
            long offset = position.path("offset").asLong();
            boolean sealed = !asked.add(offset) && (fault != Fault.SEALS_NOT_ALL || offset != LOST);
            seals.addObject().put("state", sealed ? "SEALED" : "RECEIVED");
        }
        return answer.toString();
    }

    private int block(Set<String> kept, String body) {
        JsonNode some = json.readTree(body).path("samples");
        some.forEach(s -> keep(kept, s.path("time").asString(), s.path("celsius").decimalValue()));
        return some.size();
    }

    private static int file(Set<String> kept, String body) {
        List<String> lines = body.lines().skip(1).toList();
        lines.forEach(line -> {
            int comma = line.indexOf(',');
            var celsius = new BigDecimal(line.substring(comma + 1));
            keep(kept, line.substring(0, comma), celsius);
        });
        return lines.size();
    }

    private static void keep(Set<String> kept, String time, BigDecimal celsius) {
        kept.add(time + " " + celsius.stripTrailingZeros().toPlainString());
    }

    private void journey(HttpExchange exchange, String coi) throws IOException {
        Map<String, JsonNode> journey = journeys.get(coi);
        if (journey == null) {
            respond(exchange, 404, "{}");
            return;
        }
        ObjectNode answer = json.createObjectNode();
        var history = answer.putObject("history");
        var events = history.putArray("events");
        journey.keySet().forEach(id -> events.addObject().put("id", id));
        history.putObject("closure").put("state", "COMPLETE").put("basis", "b".repeat(64));
        history.putArray("findings").addObject().put("code", "HANDOFF_OPEN");
        answer.putObject("counts")
                .put("events", journey.size())
                .put("samples", samples(journey.values()));
        respond(exchange, 200, answer.toString());
    }

    private int samples(Iterable<JsonNode> events) {
        int count = 0;
        for (JsonNode begun : events) {
            switch (begun.path("fact").path("type").asString("")) {
                case "Packed" -> count += stay(begun, "shipper", "Unpacked", events);
                case "Stored" -> count += stay(begun, "store", "Retrieved", events);
                default -> {
                    // Other facts tie no logger to the cells.
                }
            }
        }
        return count;
    }

    private int stay(JsonNode begun, String carrier, String end, Iterable<JsonNode> events) {
        JsonNode fact = begun.path("fact");
        for (JsonNode ended : events) {
            JsonNode other = ended.path("fact");
            if (other.path("type").asString("").equals(end)
                    && other.path(carrier).equals(fact.path(carrier))) {
                return within(
                        fact.path("loggers").path(0).asString(),
                        begun.path("eventTime").asString(),
                        ended.path("eventTime").asString());
            }
        }
        return 0;
    }

    private int within(String logger, String from, String until) {
        return (int)
                samples.getOrDefault(logger, Set.of()).stream()
                        .map(sample -> sample.substring(0, sample.indexOf(' ')))
                        .filter(time -> time.compareTo(from) >= 0 && time.compareTo(until) <= 0)
                        .count();
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
