package io.unbroken.acceptance.access;

import io.unbroken.acceptance.access.AccessTable.Route;
import io.unbroken.acceptance.access.Line.Answer;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.log.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Requests that no service may take, made from seeds: each is wrong by the way in which it was made. Every answer must be a refusal as RFC 9457 says, of which the
/// caller can learn what was wrong, and never a fault of the service.
public final class MalformedRequests {

    /// An event that each service would take.
    private static final Map<String, String> FACTS =
            Map.of(
                    "collection",
                    "{\"type\":\"LabelsReconciled\",\"printed\":3,\"applied\":2,\"destroyed\":1}",
                    "courier",
                    "{\"type\":\"TransportMilestoneReached\",\"milestone\":\"DEPARTED\",\"shipper\":\"SHP-1\",\"place\":\"FRA\"}",
                    "manufacturing",
                    "{\"type\":\"LabelsReconciled\",\"printed\":3,\"applied\":2,\"destroyed\":1}",
                    "infusion",
                    "{\"type\":\"ThawStarted\",\"material\":\"LOT-1/1\"}");

    private static final Pattern VALUE =
            Pattern.compile("\"(id|coi|eventTime|device|type)\":\"[^\"]*\"|\"offsetMinutes\":60");
    private static final List<String> WRONG =
            List.of(
                    "null",
                    "true",
                    "[]",
                    "{}",
                    "1e999",
                    "-1",
                    "\"\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "0.5",
                    "[[[]]]",
                    "{\"x\":null}",
                    "\"" + "x".repeat(3_000) + "\"",
                    "99999999999999999999",
                    "\"../../etc/passwd\"",
                    "\"<script>\"",
                    "\"' OR 1=1\"",
                    "\"%00\"",
                    "\"\\n\"");
    private static final List<String> NO_IDS =
            List.of(
                    "x",
                    "..",
                    "%00",
                    "%2e%2e%2f",
                    "%F0%9F%92%A9",
                    "'",
                    "%3Cscript%3E",
                    "-1",
                    "null",
                    "%5C",
                    "CHA99992600000",
                    "CHA9999260000011",
                    "0f8fad5b",
                    "%20",
                    "a%0d%0aSet-Cookie:x",
                    "$%7Bjndi:x%7D",
                    "%25%30%30",
                    ";x=y");
    private static final int DEEP = 20_000;
    private static final int LARGE = 3_000_000;
    private static final int LEAST_ERROR = 400;

    /// More would only wait for the processors.
    private static final int AT_ONCE = 4;

    /// Each with tokens of its own, which live a quarter of an hour.
    private static final long CHUNK = 500;

    private static final int LEAST_FAULT = 500;

    private final EmbeddedPlatform platform;
    private final AccessTable table = AccessTable.read();
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final List<Route> routes;

    public MalformedRequests(EmbeddedPlatform platform) {
        this.platform = platform;
        var mint = new Mint(platform);
        for (Part part : Part.SERVICES) {
            String service = part.key();
            lines.put(service, new Line(platform.url(part)));
            String role =
                    table.staff().getOrDefault(service, Set.of("OPERATIONS")).iterator().next();
            tokens.put(service, mint.token(role, AccessTable.party(service)));
        }
        // A manufacturing operator may not publish rules, and nobody a feed that never ends.
        routes =
                table.routes().stream()
                        .filter(route -> !route.path().endsWith("/feed"))
                        .filter(route -> !route.path().startsWith("/ledger"))
                        .filter(route -> !route.path().startsWith("/problems"))
                        .toList();
    }

    /// How many records the log has of what anybody says.
    public long records() {
        try (var consumer =
                new KafkaConsumer<>(
                        platform.brokers().client(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> all =
                    TopicCatalogue.sealed().stream()
                            .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            return consumer.endOffsets(all).values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private record Request(String service, String what, Bytes bytes) {}

    /// Sends the requests of these seeds and tells of those that were not refused as they should be.
    public List<String> send(long first, long count) {
        try (var senders = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<List<String>>> chunks =
                    LongStream.iterate(first, at -> at < first + count, at -> at + CHUNK)
                            .<Callable<List<String>>>mapToObj(at ->
                                    () ->
                                            new MalformedRequests(platform)
                                                    .chunk(at, Math.min(CHUNK, first + count - at)))
                            .toList();
            var otherwise = new ArrayList<String>();
            for (Future<List<String>> sent : senders.invokeAll(chunks)) {
                otherwise.addAll(sent.get());
            }
            return otherwise;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private List<String> chunk(long first, long count) {
        var otherwise = new ArrayList<String>();
        for (long seed = first; seed < first + count; seed++) {
            Request request = request(seed);
            Line line = Objects.requireNonNull(lines.get(request.service));
            try {
                Answer answer = line.ask(request.bytes.array());
                if (answer.status() < LEAST_ERROR
                        || answer.status() >= LEAST_FAULT
                        || !answer.header("content-type").startsWith("application/problem+json")) {
                    otherwise.add(
                            "seed %d, %s at %s: %d %s %s"
                                    .formatted(
                                            seed,
                                            request.what,
                                            request.service,
                                            answer.status(),
                                            answer.header("content-type"),
                                            answer.body()));
                }
            } catch (UncheckedIOException unanswered) {
                otherwise.add(
                        "seed %d, %s at %s: no answer, %s"
                                .formatted(
                                        seed,
                                        request.what,
                                        request.service,
                                        unanswered.getMessage()));
            }
        }
        lines.values().forEach(Line::close);
        return otherwise;
    }

    private Request request(long seed) {
        var random = new SplittableRandom(seed);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> event(random);
            case 5, 6 -> path(random);
            case 7 -> query(random);
            case 8 -> nobody(random);
            default -> manner(random);
        };
    }

    private static String event(String service) {
        return """
        {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","coi":"CHA999926000001","eventTime":"2026-11-20T10:15:30.123Z","offsetMinutes":60,\
        "device":"scanner-7","scans":[],"fact":%s}\
        """
                .formatted(FACTS.get(service));
    }

    private Request event(SplittableRandom random) {
        String service =
                pick(random, List.of("collection", "courier", "manufacturing", "infusion"));
        String good = event(service);
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        String type = "application/json";
        String what;
        switch (random.nextInt(14)) {
            case 0 -> {
                what = "cut off";
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length - 1));
            }
            case 1 -> {
                what = "unknown member";
                int at = afterBrace(random, good);
                bytes =
                        utf8(
                                good.substring(0, at)
                                        + "\""
                                        + word(random)
                                        + "\":1,"
                                        + good.substring(at));
            }
            case 2 -> {
                what = "member missing";
                var found = VALUE.matcher(good).results().toList();
                var one = pick(random, found);
                bytes =
                        utf8(
                                good.substring(0, one.start())
                                        + "\"x\":1"
                                        + good.substring(one.end()));
            }
            case 3, 4, 5 -> {
                what = "wrong value";
                var one = pick(random, VALUE.matcher(good).results().toList());
                String name = one.group().substring(0, one.group().indexOf(':'));
                String wrong = pick(random, name.equals("\"offsetMinutes\"") ? NO_OFFSETS : WRONG);
                bytes =
                        utf8(
                                good.substring(0, one.start())
                                        + name
                                        + ":"
                                        + wrong
                                        + good.substring(one.end()));
            }
            case 6 -> {
                what = "noise";
                bytes = new byte[1 + random.nextInt(2_000)];
                random.nextBytes(bytes);
                bytes[0] = (byte) (0x80 | bytes[0]);
            }
            case 7 -> {
                what = "no UTF-8";
                bytes = bytes.clone();
                bytes[good.indexOf("scanner") + random.nextInt(7)] =
                        (byte) (0x80 + random.nextInt(0x40));
            }
            case 8 -> {
                what = "deep";
                bytes =
                        utf8(
                                pick(random, List.of("[", "{\"a\":"))
                                        .repeat(1 + random.nextInt(DEEP)));
            }
            case 9 -> {
                what = "member twice";
                bytes = utf8(good.replaceFirst("\\{", "{\"device\":\"scanner-8\","));
            }
            case 10 -> {
                what = "another type";
                type =
                        pick(
                                random,
                                List.of(
                                        "text/plain",
                                        "application/xml",
                                        "x",
                                        "*/*",
                                        "application/json;charset=x",
                                        "multipart/form-data"));
            }
            case 11 -> {
                what = "more after it";
                bytes = utf8(good + pick(random, List.of("x", "{}", "]", "\"", ",1", good)));
            }
            case 12 -> {
                what = "another shape";
                bytes =
                        utf8(
                                pick(
                                        random,
                                        List.of(
                                                "",
                                                "null",
                                                "[]",
                                                "1",
                                                "\"x\"",
                                                "[" + good + "]",
                                                "{}",
                                                "\ufeff[]")));
            }
            default -> {
                what = "scans that are none";
                bytes = utf8(good.replace("\"scans\":[]", "\"scans\":" + pick(random, NO_SCANS)));
            }
        }
        if (random.nextInt(400) == 0) {
            what = "too large";
            bytes = utf8(good + " ".repeat(LARGE));
        }
        return post(service, what, "/api/events", type, bytes);
    }

    private static final List<String> NO_OFFSETS =
            List.of(
                    "null",
                    "true",
                    "[]",
                    "{}",
                    "1e999",
                    "1081",
                    "-1081",
                    "\"60\"",
                    "0.5",
                    "99999999999999999999");

    private static final List<String> NO_SCANS =
            List.of(
                    "null",
                    "{}",
                    "[null]",
                    "[1]",
                    "[[]]",
                    "[{}]",
                    "\"\"",
                    "[{\"symbology\":\"DATA_MATRIX\",\"raw\":\"\"}]",
                    "[{\"symbology\":\"X\",\"raw\":\"x\"}]",
                    "[{\"symbology\":\"DATA_MATRIX\",\"raw\":\"&/CHA9999260000010\"}]",
                    "[{\"symbology\":\"DATA_MATRIX\"}]",
                    "[{\"symbology\":\"DATA_MATRIX\",\"raw\":\"x\",\"x\":1}]");

    /// Names in a path that nothing has, or that are none.
    private Request path(SplittableRandom random) {
        List<Route> named = routes.stream().filter(route -> route.path().contains("{")).toList();
        Route route = pick(random, named);
        String path = route.path();
        while (path.contains("{")) {
            path =
                    path.substring(0, path.indexOf('{'))
                            + pick(random, NO_IDS)
                            + path.substring(path.indexOf('}') + 1);
        }
        return route.method().equals("POST")
                ? post(route.service(), "path " + path, path, "application/json", utf8("{\"x\":1}"))
                : plain(route.service(), "path " + path, route.method(), path);
    }

    private Request query(SplittableRandom random) {
        String wrong =
                pick(
                        random,
                        List.of(
                                "-1",
                                "x",
                                "99999999999999999999",
                                "%00",
                                "1e3",
                                "null",
                                "%F0%9F%92%A9"));
        String path =
                pick(
                                random,
                                List.of(
                                        "/api/journeys?limit=",
                                        "/api/quarantine?limit=",
                                        "/api/alerts?limit=",
                                        "/api/journeys/CHA999926000001/temperature?points=",
                                        "/api/alerts?severity=",
                                        "/api/journeys?state="))
                        + wrong;
        return plain("tracking", "query " + path, "GET", path);
    }

    /// Without a token that counts.
    private Request nobody(SplittableRandom random) {
        Route route =
                pick(
                        random,
                        routes.stream().filter(each -> each.path().startsWith("/api")).toList());
        String path = route.path().replaceAll("\\{[^}]*}", "x");
        String login =
                pick(
                        random,
                        List.of(
                                "",
                                "Authorization: Bearer x\r\n",
                                "Authorization: Bearer a.b.c\r\n",
                                "Authorization: Basic eDp4\r\n",
                                "Authorization: Bearer " + "x".repeat(2_000) + "\r\n",
                                "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.\r\n",
                                "Authorization: \u0001\r\n",
                                "Cookie: unbroken-tracking=x; JSESSIONID=x\r\n"));
        return raw(route.service(), "nobody", route.method(), path, login, new byte[0]);
    }

    /// Methods, headers and addresses that nobody has.
    private Request manner(SplittableRandom random) {
        Route route = pick(random, routes);
        String token = "Authorization: Bearer " + tokens.get(route.service()) + "\r\n";
        String path = route.path().replaceAll("\\{[^}]*}", "x");
        return switch (random.nextInt(5)) {
            case 0 ->
                    raw(
                            route.service(),
                            "method",
                            pick(random, List.of("PUT", "PATCH", "TRACE", "PROPFIND", "X")),
                            path,
                            token,
                            new byte[0]);
            case 1 ->
                    raw(
                            route.service(),
                            "address",
                            "GET",
                            "/api/" + word(random),
                            token,
                            new byte[0]);
            case 2 ->
                    raw(
                            route.service(),
                            "odd address",
                            "GET",
                            "/api/"
                                    + pick(
                                            random,
                                            List.of(
                                                    "%2e%2e/actuator",
                                                    "%2F%2F", ";x", "%00", "..;/x", "%5c", "//x")),
                            token,
                            new byte[0]);
            case 3 ->
                    raw(
                            "collection",
                            "encoding",
                            "POST",
                            "/api/telemetry",
                            "Authorization: Bearer "
                                    + tokens.get("collection")
                                    + "\r\nContent-Type: application/json\r\nContent-Encoding: "
                                    + pick(random, List.of("gzip", "br", "zstd", "x"))
                                    + "\r\n",
                            noise(random));
            default ->
                    post(
                            pick(random, List.of("collection", "courier")),
                            "file",
                            "/api/loggers/LG-1/files",
                            pick(
                                    random,
                                    List.of(
                                            "text/csv",
                                            "application/pdf",
                                            "application/octet-stream",
                                            "image/png")),
                            noise(random));
        };
    }

    private Request post(String service, String what, String path, String type, byte[] body) {
        return raw(
                service,
                what,
                "POST",
                path,
                "Authorization: Bearer %s\r\nContent-Type: %s\r\n"
                        .formatted(tokens.get(service), type),
                body);
    }

    private Request plain(String service, String what, String method, String path) {
        return raw(
                service,
                what,
                method,
                path,
                "Authorization: Bearer " + tokens.get(service) + "\r\n",
                new byte[0]);
    }

    private static Request raw(
            String service, String what, String method, String path, String headers, byte[] body) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%sContent-Length: %d\r\n\r\n"
                        .formatted(method, path, headers, body.length)
                        .getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return new Request(service, what, Bytes.of(bytes.toByteArray()));
    }

    private static int afterBrace(SplittableRandom random, String json) {
        return pick(random, Pattern.compile("\\{").matcher(json).results().toList()).end();
    }

    private static byte[] noise(SplittableRandom random) {
        var noise = new byte[1 + random.nextInt(3_000)];
        random.nextBytes(noise);
        return noise;
    }

    /// Nothing that anything is called.
    private static String word(SplittableRandom random) {
        return "x" + Long.toString(random.nextLong(1L << 40), 36).toLowerCase(Locale.ROOT);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T pick(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
