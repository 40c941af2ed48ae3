package io.unbroken.doors;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The headers that keep others out of a page; they go with every answer of a service.
///
/// @param contentSecurityPolicy what a page may load and run
/// @param permissions what a page may ask the device for
public record PageHeaders(String contentSecurityPolicy, String permissions) {

    /// Adds them to a chain of filters.
    public void on(HttpSecurity http) throws Exception {
        http.headers(headers ->
                headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(contentSecurityPolicy))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(policy -> policy.policy(permissions))
                        .crossOriginOpenerPolicy(
                                policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN)));
    }
}
