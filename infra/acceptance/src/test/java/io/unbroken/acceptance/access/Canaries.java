package io.unbroken.acceptance.access;

import io.unbroken.acceptance.access.Line.Answer;
import io.unbroken.platform.Part;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A patient who does not exist, told to the collection service in every way in which a patient is told, also in wrong ones and at wrong places;
/// and a search for the patient in all that the platform keeps or shows.
public final class Canaries {

    private static final String NAME = "Kanarina Vogelsang-Testfall";
    private static final String BIRTH_DATE = "1931-02-27";
    private static final String RECORD_NUMBER = "MRN-KANARI-5550199";

    private static final List<String> TOLD =
            List.of(
                    NAME,
                    "Kanarina",
                    "Vogelsang",
                    BIRTH_DATE,
                    "19310227",
                    RECORD_NUMBER,
                    "KANARI-5550199");

    private final EmbeddedPlatform platform;
    private final Mint mint;
    private final List<String> otherwise = new ArrayList<>();

    public Canaries(EmbeddedPlatform platform) {
        this.platform = platform;
        this.mint = new Mint(platform);
    }

    /// Where the patient was found outside of the vault, but for the answer that the site's own staff asked for.
    public List<String> found() {
        tell();
        search();
        return List.copyOf(otherwise);
    }

    private void tell() {
        String token = mint.token("COLLECTION_STAFF", AccessTable.party("collection"));
        String good = enrolment(UUID.randomUUID().toString());
        try (var line = new Line(platform.url(Part.COLLECTION))) {
            Answer enrolled = post(line, token, "/api/enrolments", good);
            expect(enrolled.status() == 201, "enrolment: " + enrolled.status() + enrolled.body());
            String patient = "/api/patients/" + member(enrolled.body(), "patient");
            expect(
                    line.ask("GET", patient, token).body().contains(NAME),
                    "the site cannot look up");
            for (String wrong :
                    List.of(
                            good.substring(0, good.length() / 2),
                            good.replace("\"name\":", "\"nom\":"),
                            good.replace("\"" + BIRTH_DATE, "\"x" + BIRTH_DATE),
                            good.replace(BIRTH_DATE, "2931-02-27"),
                            good.replace("\"recordNumber\":\"", "\"recordNumber\":[\""),
                            good.replace("\"order\":", "\"" + NAME + "\":"),
                            good.replace("ORD-1", NAME),
                            good.replace("desk-1", NAME))) {
                refused(post(line, token, "/api/enrolments", wrong));
                refused(post(line, token, "/api/events", wrong));
            }
            refused(
                    post(
                            line,
                            token,
                            "/api/enrolments",
                            enrolment(UUID.randomUUID().toString())
                                    .replace("\"v3\"", "\"%s\"".formatted(NAME))));
            written(line, token, enrolled.body());
            refused(post(line, "", "/api/enrolments", good));
            String name = URLEncoder.encode(NAME, StandardCharsets.UTF_8);
            asked(line.ask("GET", "/api/patients/" + name, token));
            asked(line.ask("GET", "/api/receipts/" + name, token));
            asked(line.ask("DELETE", "/api/patients/" + RECORD_NUMBER, token));
        }
        for (Part other : Part.SERVICES) {
            if (other != Part.COLLECTION) {
                wrongDoor(other, good);
            }
        }
    }

    /// Where anything may be written, and where anything may be scanned.
    private void written(Line line, String token, String enrolled) {
        String consent =
                "{\"type\":\"PatientEnrolled\",\"patient\":\"%s\",\"consentVersion\":%%s}"
                        .formatted(member(enrolled, "patient"));
        for (String told : List.of(NAME, "born " + BIRTH_DATE, RECORD_NUMBER)) {
            refused(
                    post(
                            line,
                            token,
                            "/api/events",
                            event(enrolled, "scanned", consent.formatted(quoted(told)))));
            refused(
                    post(
                            line,
                            token,
                            "/api/events",
                            event(enrolled, told, consent.formatted(quoted("v3")))));
        }
    }

    /// What was meant for the collection service comes to another.
    private void wrongDoor(Part service, String enrolment) {
        String role =
                AccessTable.read()
                        .staff()
                        .getOrDefault(service.key(), Set.of("OPERATIONS"))
                        .iterator()
                        .next();
        String token = mint.token(role, AccessTable.party(service.key()));
        try (var line = new Line(platform.url(service))) {
            refused(post(line, token, "/api/enrolments", enrolment));
            refused(post(line, token, "/api/events", enrolment));
            asked(line.ask("GET", "/api/journeys/" + RECORD_NUMBER, token));
        }
    }

    /// Whoever put it into an address may read that address in the answer, and nobody anywhere else.
    private void asked(Answer answer) {
        expect(answer.status() >= 400 && answer.status() < 500, "not refused: " + answer.status());
    }

    private void refused(Answer answer) {
        expect(answer.status() >= 400 && answer.status() < 500, "not refused: " + answer.status());
        tells("an answer with " + answer.status(), answer.body());
    }

    private void search() {
        Path data = platform.secrets().directory().resolveSibling(".").normalize();
        try (Stream<Path> files = Files.walk(data)) {
            files.filter(Files::isRegularFile).forEach(this::search);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Part service : Part.SERVICES) {
            try (var line = new Line(platform.url(service))) {
                for (String page :
                        List.of("/actuator/prometheus", "/actuator/info", "/actuator/health")) {
                    tells(service.key() + page, line.ask("GET", page, "").body());
                }
            }
        }
    }

    private void search(Path file) {
        try {
            tells(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            // A log's old segment or a store's old chunk may go at any time, and then tells
            // nothing.
            expect(!Files.exists(file), "cannot read " + file);
        }
    }

    private void tells(String where, String text) {
        for (String canary : TOLD) {
            expect(!text.contains(canary), "%s has '%s'".formatted(where, canary));
        }
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            this.otherwise.add(otherwise);
        }
    }

    private static Answer post(Line line, String token, String path, String body) {
        return line.ask(
                "POST",
                path,
                token,
                List.of("Content-Type: application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static String member(String json, String name) {
        Matcher found = Pattern.compile("\"%s\":\"([^\"]+)\"".formatted(name)).matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name);
        }
        return found.group(1);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String event(String enrolled, String scan, String fact) {
        return """
        {"id":"%s","coi":"%s","eventTime":"2026-11-20T08:00:00Z","offsetMinutes":60,"device":"desk-1",\
        "scans":[{"symbology":"TYPED","raw":%s}],"fact":%s}\
        """
                .formatted(UUID.randomUUID(), member(enrolled, "coi"), quoted(scan), fact);
    }

    private static String enrolment(String requestId) {
        return """
        {"requestId":"%s","patient":{"name":"%s","birthDate":"%s","recordNumber":"%s"},"order":"ORD-1","product":"SYN-CART-19",\
        "consentVersion":"v3","eventTime":"2026-11-20T08:00:00Z","offsetMinutes":60,"device":"desk-1"}\
        """
                .formatted(requestId, NAME, BIRTH_DATE, RECORD_NUMBER);
    }
}
