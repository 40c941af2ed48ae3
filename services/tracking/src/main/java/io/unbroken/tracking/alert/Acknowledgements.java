package io.unbroken.tracking.alert;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.result.UpdateResult;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/// Who has seen which alert. It follows from no log, and stands beside what was told: a rebuild leaves it alone, and whoever backs the
/// store up backs this up. If it is lost, alerts want to be seen again, which is the safe side.
public final class Acknowledgements {

    /// More is a conversation, for which there are better places.
    public static final int MOST_NOTES = 50;

    /// A few sentences.
    public static final int LONGEST_NOTE = 500;

    private static final String COLLECTION = "acknowledgements";
    private static final int DUPLICATE = 11000;

    /// Nobody else writes to one alert this often at a time.
    private static final int MOST_ATTEMPTS = 20;

    private final MongoCollection<Document> notes;
    private final AlertStore alerts;
    private final InstantSource clock;

    public Acknowledgements(MongoDatabase database, AlertStore alerts, InstantSource clock) {
        this.notes = database.getCollection(COLLECTION);
        this.alerts = alerts;
        this.clock = clock;
    }

    /// Notes that a person has seen an alert. What is already noted under that id is not noted again.
    ///
    /// @return the alert with all notes; empty if there is none such now
    /// @throws Full if it has as many notes as it may
    public Optional<Acknowledged> acknowledge(
            CoiId journey, String alert, UUID id, String by, String note) {
        Optional<Alert> found =
                alerts.told(journey).alerts().stream()
                        .filter(each -> each.id().equals(alert))
                        .findFirst();
        return found.map(seen -> {
            // As exact as the store keeps it.
            Instant now = Instant.ofEpochMilli(clock.instant().toEpochMilli());
            return new Acknowledged(seen, add(seen, Acknowledgement.of(seen, id, by, now, note)));
        });
    }

    private List<Acknowledgement> add(Alert alert, Acknowledgement next) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Document before = notes.find(eq("_id", alert.id())).first();
            List<Acknowledgement> known = before == null ? List.of() : acknowledgements(before);
            if (known.stream().anyMatch(each -> each.id().equals(next.id()))) {
                return known;
            }
            if (known.size() >= MOST_NOTES) {
                throw new Full();
            }
            var all = new ArrayList<>(known);
            all.add(next);
            if (replace(alert, before == null ? 0 : before.getLong("version"), all)) {
                return all;
            }
        }
        throw new IllegalStateException(
                "expected to write an acknowledgement in %d attempts".formatted(MOST_ATTEMPTS));
    }

    private boolean replace(Alert alert, long version, List<Acknowledgement> all) {
        var document =
                new Document("_id", alert.id())
                        .append("version", version + 1)
                        .append("journey", alert.coi().value())
                        .append("notes", all.stream().map(Acknowledgements::of).toList());
        try {
            UpdateResult result =
                    notes.replaceOne(
                            and(eq("_id", alert.id()), eq("version", version)),
                            document,
                            new ReplaceOptions().upsert(version == 0));
            return result.getMatchedCount() > 0 || result.getUpsertedId() != null;
        } catch (MongoWriteException lost) {
            if (lost.getError().getCode() != DUPLICATE) {
                throw lost;
            }
            return false;
        }
    }

    /// These alerts with what people noted on them, in the same order.
    public List<Acknowledged> of(Collection<Alert> some) {
        Map<String, List<Acknowledgement>> known = new HashMap<>();
        if (!some.isEmpty()) {
            notes.find(in("_id", some.stream().map(Alert::id).toList()))
                    .forEach(found -> known.put(found.getString("_id"), acknowledgements(found)));
        }
        return some.stream()
                .map(alert -> new Acknowledged(alert, known.getOrDefault(alert.id(), List.of())))
                .toList();
    }

    private static Document of(Acknowledgement note) {
        return new Document("id", note.id().toString())
                .append("by", note.by())
                .append("at", Date.from(note.at()))
                .append("note", note.note())
                .append("code", note.code().name())
                .append("severity", note.severity().name())
                .append("holds", note.holds())
                .append("open", note.open());
    }

    private static List<Acknowledgement> acknowledgements(Document document) {
        return document.getList("notes", Document.class).stream()
                .map(note ->
                        new Acknowledgement(
                                UUID.fromString(note.getString("id")),
                                note.getString("by"),
                                note.getDate("at").toInstant(),
                                note.getString("note"),
                                FindingCode.valueOf(note.getString("code")),
                                Severity.valueOf(note.getString("severity")),
                                note.getBoolean("holds"),
                                note.getBoolean("open")))
                .toList();
    }

    /// An alert has as many notes as it may.
    public static final class Full extends RuntimeException {

        Full() {
            super("expected fewer than %d notes".formatted(MOST_NOTES));
        }
    }
}
