package io.unbroken.capture.http;

import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.loggerfile.CsvMapping;
import io.unbroken.custody.sensing.Condition.Quantity;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// Mappings of CSV files that are kept as data: `<name>.json`, those that come with the service and the operator's own. All are read at
/// the start; one that is wrong stops it.
@Component
class CsvMappings {

    private static final String SHIPPED = "classpath:/csv-mappings/*.json";

    /// A page of text; a mapping has ten lines.
    private static final int LARGEST_FILE = 16 * 1024;

    private static final Pattern NAME = Pattern.compile("([a-z0-9][a-z0-9-]{0,59})\\.json");

    private final Map<String, CsvMapping> byName = new TreeMap<>();

    CsvMappings(StrictJson json, CaptureProperties properties) {
        read(json, SHIPPED);
        if (!properties.csvMappings().isEmpty()) {
            read(json, Path.of(properties.csvMappings()).toUri() + "*.json");
        }
    }

    /// A mapping as it is written.
    ///
    /// @param description for people: which logger, which export
    record MappingFile(
            String description,
            Optional<String> timeColumn,
            Optional<String> temperatureColumn,
            Optional<String> zone,
            Optional<TemperatureUnit> unit,
            Optional<String> datePattern,
            Optional<Map<Quantity, String>> conditionColumns) {

        CsvMapping mapping() {
            return new CsvMapping(
                    timeColumn,
                    temperatureColumn,
                    zone.map(ZoneId::of),
                    unit,
                    datePattern,
                    conditionColumns.orElse(Map.of()));
        }
    }

    /// The mapping of that name.
    ///
    /// @throws BadInput if there is none
    CsvMapping named(String name) {
        return Optional.ofNullable(byName.get(name))
                .orElseThrow(
                        () -> BadInput.field("mapping", "Expected one of %s.".formatted(names())));
    }

    /// The names of all.
    Set<String> names() {
        return byName.keySet();
    }

    private void read(StrictJson json, String location) {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(location)) {
                Matcher name = NAME.matcher(String.valueOf(file.getFilename()));
                if (!name.matches()) {
                    throw new IllegalStateException(
                            "expected the name of a CSV mapping such as dry-shipper.json, found %s"
                                    .formatted(file.getFilename()));
                }
                byName.put(name.group(1), mapping(json, file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static CsvMapping mapping(StrictJson json, Resource file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return json.read(in.readNBytes(LARGEST_FILE), MappingFile.class).mapping();
        } catch (RuntimeException wrong) {
            throw new IllegalStateException(
                    "the CSV mapping %s cannot be read: %s"
                            .formatted(file.getFilename(), wrong.getMessage()),
                    wrong);
        }
    }
}
