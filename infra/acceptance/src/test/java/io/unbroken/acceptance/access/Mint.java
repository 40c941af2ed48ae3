package io.unbroken.acceptance.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.unbroken.platform.testing.EmbeddedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tokens as the platform's own provider signs them, also for people whom it does not have.
public final class Mint {

    private static final Duration LIFE = Duration.ofMinutes(14);

    private final String issuer;
    private final RSAKey key;

    public Mint(EmbeddedPlatform platform) {
        this.issuer = platform.issuer();
        try {
            this.key =
                    RSAKey.parse(
                            Files.readString(
                                    platform.secrets().directory().resolve("oidc-signing.jwk")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (ParseException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// One that is good.
    ///
    /// @param party empty for one that names none
    String token(String role, String party) {
        return signed(JWSAlgorithm.RS256, key, claims(role, party, LIFE).build());
    }

    /// One of a person who signed in at that time.
    ///
    /// @param methods how they proved who they are
    public String token(
            String person, String role, String party, Instant signedIn, List<String> methods) {
        return rs256(
                claims(role, party, LIFE)
                        .subject(person)
                        .claim("preferred_username", person)
                        .claim("auth_time", signedIn.toEpochMilli() / 1_000.0)
                        .claim("amr", methods));
    }

    /// Those that no service may take, by what is wrong with them.
    Map<String, String> bad(String role, String party) {
        try {
            var other = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
            Instant now = Instant.now();
            JWTClaimsSet good = claims(role, party, LIFE).build();
            var bad = new LinkedHashMap<String, String>();
            bad.put("lives a minute longer", rs256(claims(role, party, LIFE.plusMinutes(2))));
            bad.put("lives for years", rs256(claims(role, party, Duration.ofDays(800))));
            bad.put("has no end", rs256(claims(role, party, LIFE).expirationTime(null)));
            bad.put(
                    "has no beginning and a far end",
                    rs256(claims(role, party, Duration.ofDays(800)).issueTime(null)));
            bad.put(
                    "has ended",
                    rs256(
                            claims(role, party, LIFE)
                                    .issueTime(Date.from(now.minusSeconds(1_000)))
                                    .expirationTime(Date.from(now.minusSeconds(200)))));
            bad.put(
                    "is for later",
                    rs256(
                            claims(role, party, LIFE)
                                    .notBeforeTime(Date.from(now.plusSeconds(300)))));
            bad.put("is for others", rs256(claims(role, party, LIFE).audience("another")));
            bad.put("is for nobody", rs256(claims(role, party, LIFE).audience((String) null)));
            bad.put("is of another issuer", rs256(claims(role, party, LIFE).issuer("http://x")));
            bad.put("is of no issuer", rs256(claims(role, party, LIFE).issuer(null)));
            bad.put("is signed by another key", signed(JWSAlgorithm.RS256, other, good));
            for (JWSAlgorithm algorithm :
                    List.of(JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
                bad.put("is signed with " + algorithm, signed(algorithm, key, good));
            }
            bad.put(
                    "is keyed with the public key",
                    signed(
                            JWSAlgorithm.HS256,
                            new MACSigner(key.toRSAPublicKey().getEncoded()),
                            good));
            bad.put("is not signed", new PlainJWT(good).serialize());
            String whole = signed(JWSAlgorithm.RS256, key, good);
            bad.put("is cut off", whole.substring(0, whole.length() - 20));
            bad.put("is nothing", "nothing");
            return bad;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWTClaimsSet.Builder claims(String role, String party, Duration life) {
        Instant now = Instant.now();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject("acc-0001")
                        .audience("unbroken")
                        .claim("preferred_username", "acc-0001")
                        .claim("roles", List.of(role))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(life)));
        return party.isEmpty() ? claims : claims.claim("party", party);
    }

    private String rs256(JWTClaimsSet.Builder claims) {
        return signed(JWSAlgorithm.RS256, key, claims.build());
    }

    private static String signed(JWSAlgorithm algorithm, RSAKey with, JWTClaimsSet claims) {
        try {
            return signed(algorithm, new RSASSASigner(with), claims, with.getKeyID());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims) {
        return signed(algorithm, signer, claims, key.getKeyID());
    }

    private static String signed(
            JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims, String keyId) {
        try {
            var token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
