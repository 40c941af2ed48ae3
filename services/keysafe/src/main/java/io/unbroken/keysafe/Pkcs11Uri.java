package io.unbroken.keysafe;

import io.unbroken.schemas.keys.KeyFileException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Which key of which device, as RFC 7512 writes it, such as
/// `pkcs11:token=lindenhof;object=signing?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/etc/unbroken/pin`.
///
/// Only what names one key for sure is taken: a device's label, a key's label, the driver's library and the file with the PIN. A PIN
/// in the URI itself is refused, for settings are shown and logged.
///
/// @param token the device's label
/// @param object the key's label
/// @param module the driver's library
/// @param pin the file that holds the PIN, for its owner alone
record Pkcs11Uri(String token, String object, Path module, Path pin) {

    static final String SCHEME = "pkcs11:";

    private static final Set<String> KNOWN = Set.of("token", "object", "module-path", "pin-source");
    private static final String FILE = "file:";
    private static final String FORM =
            "pkcs11:token=LABEL;object=LABEL?module-path=LIBRARY&pin-source=file:PIN_FILE";

    /// @throws KeyFileException if it is not of that form
    static Pkcs11Uri parse(String uri) {
        String rest = uri.substring(SCHEME.length());
        int query = rest.indexOf('?');
        var values = new HashMap<String, String>();
        take(query < 0 ? rest : rest.substring(0, query), ";", values);
        take(query < 0 ? "" : rest.substring(query + 1), "&", values);
        return new Pkcs11Uri(
                value(values, "token"),
                value(values, "object"),
                Path.of(value(values, "module-path")),
                file(value(values, "pin-source")));
    }

    private static void take(String part, String separator, Map<String, String> values) {
        for (String attribute : part.split(separator, -1)) {
            int equals = attribute.indexOf('=');
            String name = equals < 0 ? attribute : attribute.substring(0, equals);
            if (attribute.isEmpty()) {
                continue;
            }
            if (!KNOWN.contains(name)
                    || equals < 0
                    || values.put(name, decoded(attribute.substring(equals + 1))) != null) {
                throw refused("what it says of " + name);
            }
        }
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw refused("no " + name);
        }
        return value;
    }

    private static Path file(String source) {
        return Path.of(source.startsWith(FILE) ? source.substring(FILE.length()) : source);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            throw refused("a bad percent sign");
        }
    }

    /// Never shows the URI: somebody may have put a PIN into it.
    private static KeyFileException refused(String found) {
        return new KeyFileException(
                "The key's URI must be of the form %s; found %s.".formatted(FORM, found));
    }
}
