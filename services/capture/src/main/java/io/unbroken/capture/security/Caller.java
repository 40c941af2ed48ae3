package io.unbroken.capture.security;

import io.unbroken.custody.identity.PersonId;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;

/// Who calls: a person's pseudonymous staff id and roles.
public record Caller(PersonId person, List<String> roles) {

    /// The caller of a token.
    public static Caller of(Jwt token) {
        String name = token.getClaimAsString("preferred_username");
        List<String> roles = token.getClaimAsStringList("roles");
        return new Caller(
                new PersonId(Objects.requireNonNullElse(name, String.valueOf(token.getSubject()))),
                roles == null ? List.of() : List.copyOf(roles));
    }
}
