package io.unbroken.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// What tokens say, who gets one, and who does not.
final class TokensTest {
    private static final String PAGE = "http://localhost:9";
    private static final String VERIFIER = "v".repeat(64);
    private static final String CALLBACK = PAGE + "/login/oauth2/code/unbroken";

    @TempDir private static Path directory = Path.of("");

    private static Started provider = new Started();

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(directory.resolve("oidc-client.secret"), "page-secret\n");
        Files.writeString(directory.resolve("demo-users.secret"), "user-secret\n");
        provider = Started.with(directory);
    }

    @AfterAll
    static void stop() {
        provider.context().close();
    }

    @Test
    void a_demo_user_gets_a_token_without_a_browser() throws Exception {
        // when
        var answer = post("/oauth2/token", nurse1(), "grant_type=client_credentials");

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        var token = verified(field(answer.body(), "access_token"));
        assertThat(token.getSubject()).isEqualTo("see-0511");
        assertThat(token.getStringClaim("preferred_username")).isEqualTo("see-0511");
        assertThat(token.getStringListClaim("roles")).containsExactly("INFUSION_NURSE");
        assertThat(token.getStringClaim("party")).isEqualTo("centre-seeblick");
        assertThat(token.getAudience()).containsExactly("unbroken");
        assertThat(
                        Duration.between(
                                token.getIssueTime().toInstant(),
                                token.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
        assertThat(token.getLongClaim("auth_time"))
                .isCloseTo(token.getIssueTime().toInstant().getEpochSecond(), within(1L));
        assertThat(token.getClaim("amr")).as("nobody proved anything").isNull();
    }

    @Test
    void a_program_that_is_to_sign_sends_the_person_s_password_and_pin() throws Exception {
        // given
        Components nurse = components("nurse1");

        // when
        var both = post("/oauth2/token", nurse1(), program(nurse));
        var other = post("/oauth2/token", nurse1(), program(components("nurse2")));
        var one =
                post("/oauth2/token", nurse1(), "grant_type=client_credentials&pin=" + nurse.pin());

        // then
        var token = verified(field(both.body(), "access_token"));
        assertThat(token.getStringListClaim("amr")).containsExactly("pwd", "pin");
        for (var refused : List.of(other, one)) {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("invalid_grant");
        }
    }

    @Test
    void two_sign_ins_of_a_program_have_times_of_their_own() throws Exception {
        var form = program(components("nurse1"));
        var first = verified(field(post("/oauth2/token", nurse1(), form).body(), "access_token"));
        var second = verified(field(post("/oauth2/token", nurse1(), form).body(), "access_token"));

        assertThat(second.getDoubleClaim("auth_time"))
                .isGreaterThan(first.getDoubleClaim("auth_time"));
    }

    @Test
    void a_wrong_secret_gets_nothing() throws Exception {
        var answer =
                post(
                        "/oauth2/token",
                        basic("nurse1", "page-secret"),
                        "grant_type=client_credentials");

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void one_click_on_a_role_signs_in_at_a_services_page() throws Exception {
        // given
        assertThat(browse(authorize("")).headers().firstValue("location").orElseThrow())
                .endsWith("/login");
        var before = Instant.now().getEpochSecond();

        // when
        var answer = exchanged(signIn("operations"));

        // then
        var identity = verified(field(answer, "id_token"));
        assertThat(identity.getAudience()).containsExactly("unbroken-tracking");
        assertThat(identity.getSubject()).isEqualTo("unb-0701");
        assertThat(identity.getStringListClaim("roles")).containsExactly("OPERATIONS");
        assertThat(identity.getClaim("amr")).as("a click proves nothing").isNull();
        assertThat(identity.getDateClaim("auth_time").toInstant().getEpochSecond())
                .isGreaterThanOrEqualTo(before);
        var access = verified(field(answer, "access_token"));
        assertThat(access.getAudience()).containsExactly("unbroken");
        assertThat(access.getLongClaim("auth_time"))
                .isCloseTo(
                        identity.getDateClaim("auth_time").toInstant().getEpochSecond(),
                        within(1L));
    }

    @Test
    void who_is_signed_in_proves_who_they_are_when_a_service_demands_it() throws Exception {
        // given
        browse(authorize(""));
        exchanged(signIn("operations"));

        for (String demand : List.of("&prompt=login", "&max_age=0")) {
            // when
            var asked = browse(authorize(demand));
            var again = browse(authorize(demand));
            var clicked = signIn("operations");
            var answer = exchanged(proved("operations", components("operations")));

            // then
            for (var sent : List.of(asked, again, clicked)) {
                assertThat(location(sent)).endsWith("/prove");
            }
            for (String token : List.of("id_token", "access_token")) {
                var claims = verified(field(answer, token));
                assertThat(claims.getSubject()).isEqualTo("unb-0701");
                assertThat(claims.getStringListClaim("amr")).containsExactly("pwd", "pin");
            }
            assertThat(location(browse(authorize(demand))))
                    .as("one sign-in is for one request")
                    .endsWith("/prove");
        }
    }

    @Test
    void a_wrong_password_or_pin_proves_nothing_and_says_so() throws Exception {
        // given
        Components right = components("auditor");
        browse(authorize("&prompt=login"));

        // when
        var password = proved("auditor", new Components("bafo-bafo-bafo-bafo", right.pin()));
        var pin = proved("auditor", new Components(right.password(), right.pin() + "0"));
        var other = proved("auditor", components("quality"));

        // then
        for (var refused : List.of(password, pin, other)) {
            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(refused.body())
                    .contains("role=\"alert\"")
                    .contains("The password or the PIN is wrong.")
                    .contains("value=\"auditor\" selected");
        }
        assertThat(location(browse(authorize("&prompt=login")))).endsWith("/prove");
        assertThat(location(proved("auditor", right))).startsWith(CALLBACK);
    }

    @Test
    void who_guesses_is_locked_out_at_every_door() throws Exception {
        // given
        Components right = components("physician");
        browse(authorize("&prompt=login"));

        // when
        for (int wrong = 0; wrong < Proofs.MOST_WRONG; wrong++) {
            proved("physician", components("quality"));
        }
        var page = proved("physician", right);
        var program = post("/oauth2/token", basic("physician", "user-secret"), program(right));

        // then
        assertThat(page.body()).contains("Try again in a minute");
        assertThat(program.statusCode()).isEqualTo(400);
        assertThat(program.body()).contains("too many wrong");
    }

    @Test
    void who_has_not_just_proved_who_they_are_registers_no_passkey() throws Exception {
        // given
        signIn("quality");
        var clicked = browse("/passkey");
        browse(authorize("&prompt=login"));

        // when
        var registered = json("/webauthn/register", "{}");
        proved("quality", components("quality"));
        var proved = browse("/passkey");

        // then
        assertThat(clicked.statusCode()).isEqualTo(403);
        assertThat(registered.statusCode()).isEqualTo(403);
        assertThat(proved.body()).contains("Register a passkey").contains("Quality");
    }

    @Test
    void with_prompt_none_nobody_is_shown_a_page() throws Exception {
        // given
        var nobody = browse(authorize("&prompt=none&max_age=100000"));
        browse(authorize(""));
        exchanged(signIn("operations"));

        // when
        var young = browse(authorize("&prompt=none&max_age=100000"));
        var old = browse(authorize("&prompt=none&max_age=0"));
        var elsewhere =
                browse(
                        authorize("&prompt=none&max_age=0")
                                .replace("localhost%3A9", "evil.example"));
        var after = browse(authorize(""));

        // then
        for (var refused : List.of(nobody, old)) {
            assertThat(refused.statusCode()).isEqualTo(302);
            assertThat(location(refused))
                    .startsWith(CALLBACK)
                    .contains("error=login_required")
                    .contains("state=s");
        }
        assertThat(location(young)).startsWith(CALLBACK).contains("code=");
        assertThat(elsewhere.statusCode()).as("an address of nobody's").isEqualTo(400);
        assertThat(location(after)).as("the sign-in before stays").contains("code=");
    }

    @Test
    void a_sign_in_that_is_young_enough_is_not_asked_for_again() throws Exception {
        // given
        browse(authorize(""));
        exchanged(signIn("operations"));

        // when
        var answer = browse(authorize("&max_age=100000"));
        var wrong = browse(authorize("&max_age=soon"));

        // then
        assertThat(answer.headers().firstValue("location").orElseThrow()).startsWith(CALLBACK);
        assertThat(wrong.statusCode()).isEqualTo(400);
    }

    private static String authorize(String demand) throws Exception {
        var challenge =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256")
                                        .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        return "/oauth2/authorize?response_type=code&client_id=unbroken-tracking&scope=openid%20profile&state=s&redirect_uri="
                + encoded(CALLBACK)
                + "&code_challenge_method=S256&code_challenge="
                + challenge
                + demand;
    }

    /// Clicks on a role, and comes to where the browser wanted to go.
    private HttpResponse<String> signIn(String user) throws Exception {
        var page = browse("/login").body();
        assertThat(page).contains("Demonstration data").contains("Infusion nurse 2");
        var csrf = field(page, Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\""));
        var clicked = post("/sign-in", "", "user=" + user + "&_csrf=" + encoded(csrf));
        return browse(clicked.headers().firstValue("location").orElseThrow());
    }

    /// Proves who somebody is, and comes to where the browser wanted to go, or to the page again.
    private HttpResponse<String> proved(String user, Components components) throws Exception {
        var page = browse("/prove").body();
        var csrf = field(page, Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\""));
        var answer =
                post(
                        "/prove",
                        "",
                        "user=%s&password=%s&pin=%s&_csrf=%s"
                                .formatted(
                                        user,
                                        components.password(),
                                        components.pin(),
                                        encoded(csrf)));
        return browse(location(answer));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElseThrow();
    }

    /// As they were told to whoever runs the demo.
    private static Components components(String user) throws IOException {
        var told = new Properties();
        try (var reader = Files.newBufferedReader(directory.resolve("demo-people.secret"))) {
            told.load(reader);
        }
        var words = told.getProperty(user).split(" ", -1);
        return new Components(words[0], words[1]);
    }

    private static String nurse1() {
        return basic("nurse1", "user-secret");
    }

    private static String program(Components components) {
        return "grant_type=client_credentials&password=%s&pin=%s"
                .formatted(components.password(), components.pin());
    }

    /// The tokens for the code that the browser came back with.
    private String exchanged(HttpResponse<String> back) throws Exception {
        var code =
                field(
                        back.headers().firstValue("location").orElseThrow(),
                        Pattern.compile("code=([^&]+)"));
        var answer =
                post(
                        "/oauth2/token",
                        basic("unbroken-tracking", "page-secret"),
                        "grant_type=authorization_code&code="
                                + code
                                + "&redirect_uri="
                                + encoded(CALLBACK)
                                + "&code_verifier="
                                + VERIFIER);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void a_click_from_another_site_signs_nobody_in() throws Exception {
        assertThat(post("/sign-in", "", "user=operations").statusCode()).isEqualTo(403);
    }

    @Test
    void an_address_that_is_not_registered_gets_no_code() throws Exception {
        var answer =
                browse(
                        "/oauth2/authorize?response_type=code&client_id=unbroken-tracking&scope=openid&redirect_uri="
                                + encoded("http://evil.example/login/oauth2/code/unbroken"));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void passwords_and_pins_are_made_once_kept_as_digests_and_told_to_the_owner_alone()
            throws Exception {
        // given
        var keys = new KeyFiles(directory);
        var told = Files.readString(keys.people());
        var kept = Files.readString(directory.resolve("demo-people.digests"));

        // when
        var again = keys.peopleDigests(new SecretDigests(), new SecureRandom());

        // then
        assertThat(again).hasSize(DemoUser.values().length);
        assertThat(Files.readString(keys.people())).isEqualTo(told);
        assertThat(Files.getPosixFilePermissions(keys.people())).hasSize(2);
        for (DemoUser user : DemoUser.values()) {
            Components components = components(user.login());
            assertThat(components.pin()).matches("[0-9]{6}");
            assertThat(kept)
                    .contains(user.login())
                    .doesNotContain(components.password())
                    .doesNotContain(components.pin() + "\n");
        }
    }

    @Test
    void a_restart_keeps_the_signing_key() throws Exception {
        var before = new KeyFiles(directory).signingKey();

        assertThat(new KeyFiles(directory).signingKey()).isEqualTo(before);
        assertThat(Files.getPosixFilePermissions(directory.resolve("oidc-signing.jwk"))).hasSize(2);
    }

    private static com.nimbusds.jwt.JWTClaimsSet verified(String token) throws Exception {
        var jwt = SignedJWT.parse(token);
        var keys = JWKSet.load(URI.create(provider.address() + "/oauth2/jwks").toURL());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(key.isPrivate()).isFalse();
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private HttpResponse<String> browse(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(provider.address()).resolve(path))
                        .header("Accept", "text/html")
                        .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// As a script of our page does.
    private HttpResponse<String> json(String path, String body) throws Exception {
        var csrf =
                field(
                        browse("/prove").body(),
                        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\""));
        var request =
                HttpRequest.newBuilder(URI.create(provider.address() + path))
                        .header("Content-Type", "application/json")
                        .header("X-CSRF-TOKEN", csrf)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String authorization, String form)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(provider.address() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String client, String secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (client + ":" + secret).getBytes(StandardCharsets.US_ASCII));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String field(String json, String name) {
        return field(json, Pattern.compile("\"" + name + "\":\"([^\"]+)\""));
    }

    private static String field(String text, Pattern pattern) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    /// A provider on a port of its own.
    private record Started(List<ConfigurableApplicationContext> contexts) {
        Started() {
            this(List.of());
        }

        static Started with(Path directory) {
            var context =
                    new SpringApplicationBuilder(IdentityApplication.class)
                            .run(
                                    "--server.port=0",
                                    "--unbroken.directory=" + directory,
                                    "--unbroken.issuer=http://localhost:8085",
                                    "--unbroken.pages.tracking=" + PAGE);
            return new Started(List.of(context));
        }

        ConfigurableApplicationContext context() {
            return contexts.getFirst();
        }

        String address() {
            return "http://127.0.0.1:"
                    + context().getEnvironment().getRequiredProperty("local.server.port");
        }
    }
}
