package io.unbroken.simulator.driver;

import io.unbroken.simulator.script.Service;
import java.net.URI;

/// Where the services and the sign-in answer.
public record Addresses(
        URI tracking, URI collection, URI courier, URI manufacturing, URI infusion, URI issuer) {

    URI of(Service service, String path) {
        URI base =
                switch (service) {
                    case TRACKING -> tracking;
                    case COLLECTION -> collection;
                    case COURIER -> courier;
                    case MANUFACTURING -> manufacturing;
                    case INFUSION -> infusion;
                };
        return under(base, path);
    }

    URI token() {
        return under(issuer, "/oauth2/token");
    }

    private static URI under(URI base, String path) {
        String root = base.toString();
        return URI.create(
                (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
    }
}
