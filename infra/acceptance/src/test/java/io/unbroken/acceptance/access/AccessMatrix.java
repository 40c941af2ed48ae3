package io.unbroken.acceptance.access;

import io.unbroken.acceptance.access.AccessTable.Kind;
import io.unbroken.acceptance.access.AccessTable.Route;
import io.unbroken.acceptance.access.Line.Answer;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.history.CanonicalJson;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import io.unbroken.schemas.testing.ModelValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the running services what the table says, and tells what is otherwise.
public final class AccessMatrix {

    private static final List<String> SERVICES =
            List.of("collection", "courier", "manufacturing", "infusion", "tracking");

    private static final String TRACKING = "tracking";
    private static final List<String> JSON = List.of("Content-Type: application/json");

    /// Another than the one that speaks.
    private static final String ELSE = "someone-else";

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LEAST_ERROR = 400;
    private static final int LEAST_FAULT = 500;

    /// A fact of the kind that is wanted is found within so many; there are some thirty kinds.
    private static final int MOST_SEEDS = 20_000;

    /// Of so many corrections, each kind is in some.
    private static final int MOST_CORRECTIONS = 300;

    private final EmbeddedPlatform platform;
    private final AccessTable table = AccessTable.read();
    private final Mint mint;
    private final Map<String, String> tokens = new TreeMap<>();
    private final List<String> otherwise = new ArrayList<>();
    private int asked;

    public AccessMatrix(EmbeddedPlatform platform) {
        this.platform = platform;
        this.mint = new Mint(platform);
    }

    /// How many requests it took.
    public int asked() {
        return asked;
    }

    /// Of each service, its routes that the table does not have, and the other way round.
    public List<String> routes() {
        otherwise.clear();
        for (String service : SERVICES) {
            Set<String> expected = new TreeSet<>();
            table.routes().stream()
                    .filter(route -> route.service().equals(service))
                    // Pages about problems are no part of the API's description.
                    .filter(route -> !route.path().startsWith("/problems"))
                    .forEach(route -> expected.add(route.method() + " " + route.path()));
            Set<String> found = described(service);
            compare(service, "has a route that the table has not", found, expected);
            compare(service, "has no route of the table", expected, found);
        }
        return List.copyOf(otherwise);
    }

    private void compare(String service, String what, Set<String> left, Set<String> right) {
        left.stream()
                .filter(each -> !right.contains(each))
                .forEach(each -> otherwise.add("%s %s: %s".formatted(service, what, each)));
    }

    private Set<String> described(String service) {
        try (var line = line(service)) {
            var described = new TreeSet<String>();
            JsonNode paths =
                    new JsonMapper()
                            .readTree(line.ask("GET", "/v3/api-docs", "").body())
                            .path("paths");
            paths.properties()
                    .forEach(at ->
                            at.getValue()
                                    .propertyNames()
                                    .forEach(method ->
                                            described.add(
                                                    method.toUpperCase(Locale.ROOT)
                                                            + " "
                                                            + at.getKey())));
            return described;
        }
    }

    /// Each role, of the service's party, of another and of none, at each route.
    public List<String> answers() {
        otherwise.clear();
        for (String service : SERVICES) {
            try (var line = line(service)) {
                table.routes().stream()
                        .filter(route -> route.service().equals(service))
                        .forEach(route -> answers(line, route));
            }
        }
        return List.copyOf(otherwise);
    }

    private void answers(Line line, Route route) {
        int without = route.everybody() ? 0 : UNAUTHORIZED;
        Answer nobody = ask(line, route, "");
        // Of a page's session, which nobody has either, changes are refused before it is asked who
        // makes them.
        boolean change = !route.method().equals("GET") && nobody.status() == FORBIDDEN;
        expect(route + " without a token", change ? FORBIDDEN : without, nobody);
        for (String role : table.roles()) {
            for (Optional<Boolean> own : relations()) {
                String party = party(route.service(), own);
                int expected =
                        route.everybody() || (route.anyToken() && isGood(route.service(), own))
                                ? 0
                                : expected(route.service(), own, role, route.who());
                expect(
                        "%s by %s of %s".formatted(route, role, party.isEmpty() ? "none" : party),
                        expected,
                        ask(line, route, token(role, party)));
            }
        }
    }

    /// Own party, another one, none.
    private static List<Optional<Boolean>> relations() {
        return List.of(Optional.of(true), Optional.of(false), Optional.empty());
    }

    private static String party(String service, Optional<Boolean> own) {
        return own.map(mine ->
                        mine
                                ? AccessTable.party(service)
                                : AccessTable.party(
                                        service.equals("courier") ? "collection" : "courier"))
                .orElse("");
    }

    /// @return 0 if it is for the caller
    private int expected(String service, Optional<Boolean> own, String role, Set<String> who) {
        if (!isGood(service, own)) {
            return UNAUTHORIZED;
        }
        boolean counts = own.orElse(false) || !table.watchers().contains(role);
        return counts && who.contains(role) ? 0 : FORBIDDEN;
    }

    /// Whether a service takes a token of this party at all.
    private static boolean isGood(String service, Optional<Boolean> own) {
        return service.equals(TRACKING) || own.orElse(false);
    }

    /// Each role at each service with each kind of event, and corrections that put each kind in the place of what was said.
    public List<String> events() {
        otherwise.clear();
        Map<Kind, Fact> examples = new LinkedHashMap<>();
        Map<Kind, Fact> corrections = new LinkedHashMap<>();
        for (Kind kind : table.kinds()) {
            examples.put(kind, example(kind));
            correction(kind).ifPresent(fact -> corrections.put(kind, fact));
        }
        for (String service : SERVICES.subList(0, SERVICES.size() - 1)) {
            try (var line = line(service)) {
                examples.forEach((kind, fact) -> events(line, service, kind, fact, ""));
                corrections.forEach(
                        (kind, fact) -> events(line, service, kind, fact, "correction to "));
            }
        }
        Set<String> known = new TreeSet<>();
        table.kinds().forEach(kind -> known.add(kind.event()));
        ModelValues.facts().stream()
                .map(Class::getSimpleName)
                .filter(name -> !known.contains(name))
                .forEach(name -> otherwise.add("the table has no event " + name));
        return List.copyOf(otherwise);
    }

    private void events(Line line, String service, Kind kind, Fact fact, String as) {
        byte[] body = event(fact, AccessTable.party(service));
        Set<String> who = kind.who().getOrDefault(service, Set.of());
        for (String role : table.roles()) {
            var staff = table.staff().getOrDefault(service, Set.of());
            for (Optional<Boolean> own : staff.contains(role) ? relations() : mine()) {
                Answer answer =
                        line.ask(
                                "POST",
                                "/api/events",
                                token(role, party(service, own)),
                                JSON,
                                body);
                asked++;
                String what =
                        "%s%s %s to %s by %s"
                                .formatted(as, kind.event(), kind.meaning(), service, role);
                int expected = expected(service, own, role, who);
                expect(what, expected, answer);
                // It comes from the future, and so it is nowhere on the log.
                if (expected == 0 && !answer.body().contains("\"field\":\"eventTime\"")) {
                    otherwise.add(what + " was refused otherwise: " + answer.body());
                }
            }
        }
    }

    private static List<Optional<Boolean>> mine() {
        return List.of(Optional.of(true));
    }

    private static Fact example(Kind kind) {
        for (int seed = 0; seed < MOST_SEEDS; seed++) {
            var fact = (Fact) new ModelValues(seed).value(type(kind));
            boolean plain =
                    !(fact instanceof Corrected correction) || correction.replacement().isEmpty();
            // A first print has an id that follows from the label.
            boolean anyId = !(fact instanceof LabelPrinted print) || print.reprint().isPresent();
            if (plain && anyId && isMeant(fact, kind)) {
                return fact;
            }
        }
        throw new IllegalStateException("expected an example of " + kind);
    }

    /// A correction to this kind, if it is one that can be right instead of something.
    private static Optional<Fact> correction(Kind kind) {
        for (int seed = 0; seed < MOST_CORRECTIONS; seed++) {
            Corrected fact = new ModelValues(seed).value(Corrected.class);
            if (fact.replacement().map(right -> type(kind).isInstance(right)).orElse(false)
                    && isMeant(fact, kind)) {
                return Optional.of(fact);
            }
        }
        return Optional.empty();
    }

    private static boolean isMeant(Fact fact, Kind kind) {
        return kind.meaning().isEmpty() || json(fact).contains('"' + kind.meaning() + '"');
    }

    private static Class<? extends Fact> type(Kind kind) {
        return ModelValues.facts().stream()
                .filter(each -> each.getSimpleName().equals(kind.event()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected a kind " + kind.event()));
    }

    private static String json(Fact fact) {
        return new String(CanonicalJson.bytes((Record) fact), StandardCharsets.UTF_8);
    }

    private static String named(String field, String party) {
        return "\"%s\":\"%s\"".formatted(field, party);
    }

    /// An event that is right but for its time, which is to come.
    private static byte[] event(Fact fact, String party) {
        boolean gives = json(fact).contains("\"HandoffReleased\"");
        String said =
                json(fact)
                        .replaceAll("\"from\":\"[^\"]*\"", named("from", gives ? party : ELSE))
                        .replaceAll("\"to\":\"[^\"]*\"", named("to", gives ? ELSE : party));
        return """
        {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","coi":"CHA999926000001","eventTime":"2190-01-01T00:00:00Z","offsetMinutes":60,\
        "device":"scanner-7","scans":[],"fact":%s}\
        """
                .formatted(said)
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Each service with tokens that nobody may take.
    public List<String> tokens() {
        otherwise.clear();
        for (String service : SERVICES) {
            String role = table.staff().getOrDefault(service, Set.of("AUDITOR")).iterator().next();
            String path = service.equals(TRACKING) ? "/api/me" : "/api/receipts/none";
            String party = AccessTable.party(service);
            try (var line = line(service)) {
                expect(
                        service + " with a good token",
                        0,
                        line.ask("GET", path, token(role, party)));
                mint.bad(role, party)
                        .forEach((what, token) ->
                                expect(
                                        "%s with a token that %s".formatted(service, what),
                                        UNAUTHORIZED,
                                        line.ask("GET", path, token)));
            }
        }
        return List.copyOf(otherwise);
    }

    private Answer ask(Line line, Route route, String token) {
        asked++;
        String path = route.path().replace("**", "0/000");
        for (MatchResult name :
                Pattern.compile("\\{(\\w+)}").matcher(route.path()).results().toList()) {
            path = path.replace(name.group(), value(name.group(1)));
        }
        boolean body = route.method().equals("POST");
        return line.ask(
                route.method(),
                path,
                token,
                body ? JSON : List.of(),
                body ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0]);
    }

    private static String value(String name) {
        return switch (name) {
            case "coi" -> "CHA999926000001";
            case "logger" -> "LG-1";
            case "name" -> "forbidden";
            case "topic" -> "courier.events.v1";
            case "partition", "offset" -> "0";
            case "point" -> "release";
            default -> "0f8fad5b-d9cb-469f-a165-70867728950e";
        };
    }

    /// @param expected 0 for anything but a refusal of the caller
    private void expect(String what, int expected, Answer answer) {
        boolean right =
                expected == 0
                        ? answer.status() != UNAUTHORIZED
                                && answer.status() != FORBIDDEN
                                && answer.status() < LEAST_FAULT
                        : answer.status() == expected;
        if (!right) {
            otherwise.add(
                    "%s: expected %s, found %d %s"
                            .formatted(
                                    what,
                                    expected == 0 ? "no refusal" : expected,
                                    answer.status(),
                                    answer.body()));
        }
        headers(what, answer);
    }

    private void headers(String what, Answer answer) {
        require(what, "x-content-type-options", answer, "nosniff");
        require(what, "x-frame-options", answer, "DENY");
        require(what, "referrer-policy", answer, "no-referrer");
        require(what, "content-security-policy", answer, "frame-ancestors 'none'");
        require(what, "content-security-policy", answer, "default-src '");
        if (answer.status() >= LEAST_ERROR) {
            require(what, "content-type", answer, "application/problem+json");
            require(what, "cache-control", answer, "no-store");
        }
    }

    private void require(String what, String header, Answer answer, String value) {
        if (!answer.header(header)
                .toLowerCase(Locale.ROOT)
                .contains(value.toLowerCase(Locale.ROOT))) {
            otherwise.add(
                    "%s: expected %s in %s, found '%s' with %d"
                            .formatted(
                                    what, value, header, answer.header(header), answer.status()));
        }
    }

    private String token(String role, String party) {
        return tokens.computeIfAbsent(role + "/" + party, _ -> mint.token(role, party));
    }

    private Line line(String service) {
        return new Line(platform.url(Part.valueOf(service.toUpperCase(Locale.ROOT))));
    }
}
