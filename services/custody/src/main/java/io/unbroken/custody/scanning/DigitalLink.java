package io.unbroken.custody.scanning;

import io.unbroken.custody.scanning.Decoded.Reason;
import io.unbroken.custody.scanning.ElementString.Element;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A GS1 Digital Link URI (URI Syntax 1.4, uncompressed): a web address whose path and query are element strings. Its host is never asked.
///
/// @param elements key, qualifiers, attributes, in this order
public record DigitalLink(ElementString elements) implements Decoded {

    /// Writes the link: the first element is the key, the qualifiers that belong to it follow in the path, the others in the query.
    ///
    /// @param stem such as `https://id.example.org`
    /// @throws IllegalArgumentException if the first element is no key
    public String uri(String stem) {
        List<Element> all = elements.elements();
        ApplicationIdentifier key = all.getFirst().identifier();
        if (!isKey(key)) {
            throw new IllegalArgumentException(
                    "expected a key first, found (%s)".formatted(key.digits()));
        }
        var path = new StringBuilder(stem);
        var query = new StringBuilder();
        for (Element element : all) {
            boolean inPath =
                    element.identifier() == key || qualifiers(key).contains(element.identifier());
            if (inPath) {
                path.append('/')
                        .append(element.identifier().digits())
                        .append('/')
                        .append(escaped(element.value()));
            } else {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(element.identifier().digits())
                        .append('=')
                        .append(escaped(element.value()));
            }
        }
        return path.append(query).toString();
    }

    static boolean leads(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    /// @throws NotReadable with the reason
    static Decoded read(String text) {
        URI uri = uriOf(text);
        List<String> segments = segments(uri);
        int at =
                keyAt(segments)
                        .orElseThrow(() ->
                                new NotReadable(
                                        Reason.DIGITAL_LINK, "a web address without a GS1 key"));
        var elements = new ArrayList<Element>();
        List<ApplicationIdentifier> allowed = List.of();
        for (int i = at; i < segments.size(); i += 2) {
            ApplicationIdentifier identifier = identifier(segments.get(i));
            if (i == at) {
                allowed = qualifiers(identifier);
            } else {
                int place = allowed.indexOf(identifier);
                if (place < 0) {
                    throw new NotReadable(
                            Reason.DIGITAL_LINK,
                            "(%s): it does not belong to the key, or stands in another order"
                                    .formatted(identifier.digits()));
                }
                allowed = allowed.subList(place + 1, allowed.size());
            }
            elements.add(ElementString.element(identifier, segments.get(i + 1)));
        }
        for (String pair : pairs(uri)) {
            if (ElementString.namesPerson(pair)) {
                return new PersonData("(725)");
            }
            attribute(pair).ifPresent(elements::add);
        }
        requireInPath(elements, (segments.size() - at) / 2);
        ElementString.requireConsistent(elements);
        return new DigitalLink(new ElementString(elements));
    }

    /// What belongs into the path says something else when it stands in the query.
    private static void requireInPath(List<Element> elements, int inPath) {
        ApplicationIdentifier key = elements.getFirst().identifier();
        boolean misplaced =
                elements.stream()
                        .skip(inPath)
                        .map(Element::identifier)
                        .anyMatch(each -> each == key || qualifiers(key).contains(each));
        if (misplaced) {
            throw new NotReadable(
                    Reason.DIGITAL_LINK, "a key or its qualifier in the query of a web address");
        }
    }

    private static URI uriOf(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notOne) {
            throw new NotReadable(Reason.DIGITAL_LINK, "a web address that is none");
        }
    }

    private static List<String> segments(URI uri) {
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        return path.isEmpty()
                ? List.of()
                : List.of(path.substring(1).split("/", -1)).stream()
                        .map(DigitalLink::unescaped)
                        .toList();
    }

    /// Pairs are read from the end; before the key stands the stem, whatever it holds.
    private static Optional<Integer> keyAt(List<String> segments) {
        for (int i = segments.size() - 2; i >= 0; i -= 2) {
            Optional<ApplicationIdentifier> found = ApplicationIdentifier.of(segments.get(i));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            if (isKey(found.get())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static List<String> pairs(URI uri) {
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        return query.isEmpty() ? List.of() : List.of(query.split("[&;]", -1));
    }

    /// Names that are no numbers are the resolver's affair.
    private static Optional<Element> attribute(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        if (!name.matches("[0-9]{2,4}")) {
            return Optional.empty();
        }
        String value = equals < 0 ? "" : unescaped(pair.substring(equals + 1));
        return Optional.of(ElementString.element(identifier(name), value));
    }

    private static ApplicationIdentifier identifier(String digits) {
        return ApplicationIdentifier.of(digits)
                .orElseThrow(() ->
                        new NotReadable(
                                Reason.APPLICATION_IDENTIFIER_UNKNOWN,
                                "an application identifier that is not known here"));
    }

    private static boolean isKey(ApplicationIdentifier identifier) {
        return switch (identifier) {
            case SSCC,
                    GTIN,
                    CONSIGNMENT,
                    SHIPMENT,
                    LOCATION,
                    PARTY,
                    RETURNABLE_ASSET,
                    INDIVIDUAL_ASSET,
                    PROVIDER,
                    RECIPIENT ->
                    true;
            case CONTENT,
                    BATCH,
                    PRODUCED,
                    PACKED,
                    BEST_BEFORE,
                    EXPIRES,
                    VARIANT,
                    SERIAL,
                    CONSUMER_VARIANT,
                    ADDITIONAL_ID,
                    CUSTOMER_PART,
                    SECONDARY_SERIAL,
                    REFERENCE,
                    COUNT,
                    ORDER,
                    SHIP_TO,
                    BILL_TO,
                    PURCHASED_FROM,
                    SHIP_FOR,
                    EXPIRES_AT,
                    SERVICE_RELATION,
                    INTERNAL_90,
                    INTERNAL_91,
                    INTERNAL_92,
                    INTERNAL_93,
                    INTERNAL_94,
                    INTERNAL_95,
                    INTERNAL_96,
                    INTERNAL_97,
                    INTERNAL_98,
                    INTERNAL_99 ->
                    false;
        };
    }

    private static List<ApplicationIdentifier> qualifiers(ApplicationIdentifier key) {
        if (key == ApplicationIdentifier.GTIN) {
            return List.of(
                    ApplicationIdentifier.CONSUMER_VARIANT,
                    ApplicationIdentifier.BATCH,
                    ApplicationIdentifier.SERIAL);
        }
        return key == ApplicationIdentifier.PROVIDER || key == ApplicationIdentifier.RECIPIENT
                ? List.of(ApplicationIdentifier.SERVICE_RELATION)
                : List.of();
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("*", "%2A");
    }

    private static String unescaped(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            throw new NotReadable(Reason.DIGITAL_LINK, "an escape in a web address that is none");
        }
    }
}
