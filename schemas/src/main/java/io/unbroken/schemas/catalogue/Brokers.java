package io.unbroken.schemas.catalogue;

import io.unbroken.schemas.keys.KeyFileException;
import io.unbroken.schemas.keys.SecretFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Where the brokers are, and as whom one speaks with them: Kafka's own client settings, such as `security.protocol` and
/// `sasl.jaas.config`, from a file that only its owner may read.
///
/// @param servers bootstrap servers
/// @param login settings that every client of this program needs; empty where brokers ask for no login
public record Brokers(String servers, Map<String, String> login) {

    public Brokers {
        login = Map.copyOf(login);
    }

    /// With the settings of that file; without any if its name is blank.
    ///
    /// @throws KeyFileException if it is missing, open to others, or no properties file
    public static Brokers of(String servers, String settingsFile) {
        return new Brokers(servers, settingsFile.isBlank() ? Map.of() : read(settingsFile));
    }

    private static Map<String, String> read(String file) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(SecretFile.read(Path.of(file), "brokers' settings")));
        } catch (IOException | IllegalArgumentException broken) {
            throw new KeyFileException(file + " is no properties file.", broken);
        }
        var login = new TreeMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(name -> login.put(name, properties.getProperty(name, "")));
        return login;
    }

    /// All that a client needs that is made for this purpose.
    public Map<String, Object> client(Map<String, Object> purpose) {
        var settings = new HashMap<String, Object>(login);
        settings.put("bootstrap.servers", servers);
        settings.putAll(purpose);
        return settings;
    }

    /// The same with nothing special.
    public Map<String, Object> client() {
        return client(Map.of());
    }

    /// Without the login: this may be printed.
    @Override
    public String toString() {
        return "Brokers[" + servers + "]";
    }
}
