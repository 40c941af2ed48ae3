package io.unbroken.tracking.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.PartyId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

final class SightTest {

    private static final PartyId COURIER = new PartyId("courier-polaris");
    private static final PartyId SITE = new PartyId("site-lindenhof");

    @ParameterizedTest
    @ValueSource(strings = {"OPERATIONS", "AUDITOR", "ADMINISTRATOR"})
    void watchers_of_whoever_runs_unbroken_see_everything(String role) {
        assertThat(Sight.of(bearer(Map.of("roles", List.of(role), "party", "unbroken"))))
                .isEqualTo(Sight.EVERYTHING);
        assertThat(Sight.of(person(Map.of("roles", List.of(role), "party", "unbroken"))))
                .isEqualTo(Sight.EVERYTHING);
        assertThat(Sight.EVERYTHING.sees(Set.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPERATIONS", "AUDITOR", "ADMINISTRATOR"})
    void the_same_roles_of_another_party_are_none(String role) {
        Map<String, Object> claims =
                Map.of("roles", List.of(role, "COURIER"), "party", COURIER.value());

        assertThat(Roles.of(Roles.authorities(claims))).containsExactly("COURIER");
        assertThat(Sight.of(bearer(claims))).isEqualTo(new Sight(Optional.of(Set.of(COURIER))));
        assertThat(Roles.authorities(Map.of("roles", List.of(role)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COLLECTION_STAFF",
                "COURIER",
                "MANUFACTURING_OPERATOR",
                "QUALITY",
                "INFUSION_NURSE",
                "INFUSION_PHYSICIAN"
            })
    void staff_see_what_their_party_takes_part_in(String role) {
        Map<String, Object> claims = Map.of("roles", List.of(role), "party", COURIER.value());

        for (Sight sight : List.of(Sight.of(bearer(claims)), Sight.of(person(claims)))) {
            assertThat(sight.sees(Set.of(COURIER, SITE))).isTrue();
            assertThat(sight.sees(Set.of(SITE))).isFalse();
            assertThat(sight.sees(Set.of())).isFalse();
            assertThat(sight.everything()).isFalse();
        }
    }

    @Test
    void who_names_no_party_sees_nothing() {
        for (Map<String, Object> claims :
                List.<Map<String, Object>>of(
                        Map.of("roles", List.of("COURIER")),
                        Map.of("roles", List.of("COURIER"), "party", ""),
                        Map.of("roles", List.of("COURIER"), "party", "Not A Party"),
                        Map.of("roles", List.of("COURIER"), "party", List.of("site-lindenhof")),
                        Map.of("roles", List.of("COURIER"), "party", 7))) {
            assertThat(Sight.of(bearer(claims))).as(claims.toString()).isEqualTo(Sight.NOTHING);
        }
        assertThat(Sight.of(new TestingAuthenticationToken("somebody", "password")))
                .isEqualTo(Sight.NOTHING);
        assertThat(Sight.NOTHING.sees(Set.of(SITE))).isFalse();
    }

    private static Authentication bearer(Map<String, Object> claims) {
        var token =
                Jwt.withTokenValue("token")
                        .header("alg", "RS256")
                        .claims(all -> all.putAll(claims))
                        .build();
        return new JwtAuthenticationToken(token, Roles.authorities(claims));
    }

    private static Authentication person(Map<String, Object> claims) {
        var token =
                OidcIdToken.withTokenValue("token")
                        .subject("pol-0107")
                        .issuedAt(Instant.EPOCH)
                        .claims(all -> all.putAll(claims))
                        .build();
        var authorities = Roles.authorities(claims);
        return new OAuth2AuthenticationToken(
                new DefaultOidcUser(authorities, token), authorities, "unbroken");
    }
}
