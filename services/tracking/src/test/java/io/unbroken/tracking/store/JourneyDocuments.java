package io.unbroken.tracking.store;

import org.bson.Document;

/// Journeys as a store has them, for tests that edit a store behind tracking's back.
public final class JourneyDocuments {

    private JourneyDocuments() {}

    public static JourneyDocument read(Document document) {
        return Documents.journey(document);
    }

    public static Document write(JourneyDocument journey) {
        return Documents.of(journey);
    }
}
