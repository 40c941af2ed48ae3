package io.unbroken.tracking.place;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The catalogue of places: the airports that come with us, and those of a site's own file, which win.
public final class Places {

    /// A file of more is none that somebody wrote for this.
    private static final int MOST_PLACES = 100_000;

    /// Country and place, as UN/LOCODE has them; what follows is a part of that place, such as `CHZRH-CARGO`.
    private static final int LOCODE = 5;

    private final Map<String, Place> places = new HashMap<>();

    /// @param file CSV lines `code,name,latitude,longitude`, `#` begins a comment; empty for none
    /// @throws IllegalArgumentException if it cannot be read, saying which line is wrong
    public Places(String file) {
        add("places.csv", bundled());
        if (!file.isBlank()) {
            try {
                add(file, Files.readAllLines(Path.of(file), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(
                        "UNBROKEN_PLACES_FILE: expected a file of UTF-8 text at " + file,
                        unreadable);
            }
        }
    }

    /// The place of that code, or the one whose UN/LOCODE the code begins with.
    public Optional<Place> find(String code) {
        return Optional.ofNullable(places.get(code))
                .or(() ->
                        code.length() > LOCODE
                                ? Optional.ofNullable(places.get(code.substring(0, LOCODE)))
                                : Optional.empty());
    }

    private void add(String file, List<String> lines) {
        if (lines.size() > MOST_PLACES) {
            throw new IllegalArgumentException(
                    "UNBROKEN_PLACES_FILE: expected at most %d lines, found %d"
                            .formatted(MOST_PLACES, lines.size()));
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    Place place = Place.parse(line);
                    places.put(place.code(), place);
                } catch (IllegalArgumentException malformed) {
                    throw new IllegalArgumentException(
                            "UNBROKEN_PLACES_FILE: %s, line %d: %s"
                                    .formatted(file, i + 1, malformed.getMessage()),
                            malformed);
                }
            }
        }
    }

    private static List<String> bundled() {
        try (InputStream in = Places.class.getResourceAsStream("places.csv")) {
            if (in == null) {
                throw new IllegalStateException("expected places.csv beside Places.class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
