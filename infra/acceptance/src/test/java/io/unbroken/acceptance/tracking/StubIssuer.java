package io.unbroken.acceptance.tracking;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An issuer with keys, at which everybody is signed in as operations already.
public final class StubIssuer implements AutoCloseable {

    private final RSAKey key;
    private final HttpServer server;

    public StubIssuer() throws JOSEException, IOException {
        key = new RSAKeyGenerator(2048).keyID("k1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/oauth2/jwks",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, keys.length);
                    exchange.getResponseBody().write(keys);
                    exchange.close();
                });
        server.createContext("/oauth2/authorize", this::authorize);
        server.createContext("/oauth2/token", this::exchange);
        server.start();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var asked = parameters(exchange.getRequestURI().getRawQuery());
        // The nonce travels as the code: nothing here needs to be secret.
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        asked.get("redirect_uri")
                                + "?state="
                                + URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8)
                                + "&code="
                                + asked.get("nonce"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        var asked =
                parameters(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] answer =
                """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 3600, "id_token": "%s"}\
                """
                        .formatted(
                                token("unbroken", "OPERATIONS"),
                                signed(
                                        claims("unbroken-tracking", "OPERATIONS")
                                                .claim("nonce", asked.get("code"))))
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static Map<String, String> parameters(String form) {
        return Arrays.stream(form.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> pair[0],
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Of somebody who works for whoever runs Unbroken.
    String token(String audience, String... roles) {
        return signed(claims(audience, roles));
    }

    /// Of somebody of a party, or of none.
    String tokenOf(String party, String role) {
        return signed(claims("unbroken", role).claim("party", party.isEmpty() ? null : party));
    }

    private JWTClaimsSet.Builder claims(String audience, String... roles) {
        return new JWTClaimsSet.Builder()
                .issuer(address())
                .subject("ops")
                .audience(audience)
                .claim("roles", List.of(roles))
                .claim("party", "unbroken")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private String signed(JWTClaimsSet.Builder claims) {
        try {
            var jwt =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(),
                            claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
