package io.unbroken.capture.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/// Sends people to the provider, who has to ask them again although they are signed in if `prompt=login` is demanded of us.
final class FreshRequests implements OAuth2AuthorizationRequestResolver {

    static final String LOGIN = "login";
    private static final String PROMPT = "prompt";

    private final DefaultOAuth2AuthorizationRequestResolver usual;

    FreshRequests(ClientRegistrationRepository clients) {
        this.usual =
                new DefaultOAuth2AuthorizationRequestResolver(
                        clients,
                        OAuth2AuthorizationRequestRedirectFilter
                                .DEFAULT_AUTHORIZATION_REQUEST_BASE_URI);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return prompting(usual.resolve(request), request);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(
            HttpServletRequest request, String registration) {
        return prompting(usual.resolve(request, registration), request);
    }

    private static @Nullable OAuth2AuthorizationRequest prompting(
            @Nullable OAuth2AuthorizationRequest made, HttpServletRequest request) {
        return made == null || !LOGIN.equals(request.getParameter(PROMPT))
                ? made
                : OAuth2AuthorizationRequest.from(made)
                        .additionalParameters(more -> more.put(PROMPT, LOGIN))
                        .build();
    }
}
