package io.unbroken.tracking.mail;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.mail.Incident.FirstMail;
import io.unbroken.tracking.mail.Incident.Line;
import io.unbroken.tracking.store.Replacement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/// What is to be mailed of each journey.
public final class IncidentStore {

    private static final int DUPLICATE = 11000;

    private final MongoCollection<Document> mails;

    public IncidentStore(MongoDatabase database) {
        this.mails = database.getCollection("mails");
    }

    Incident of(CoiId coi) {
        Document found = mails.find(eq("_id", coi.value())).first();
        return found == null ? Incident.nothing(coi) : incident(found);
    }

    /// Replaces what is there if it is the version before.
    ///
    /// @return as it is there now; empty if another version was
    Optional<Incident> replace(Incident before, Incident after, Instant now) {
        Incident next = after.withVersion(Replacement.next(before.version(), now.toEpochMilli()));
        try {
            UpdateResult result =
                    mails.replaceOne(
                            and(eq("_id", before.coi().value()), eq("version", before.version())),
                            document(next),
                            new ReplaceOptions().upsert(before.version() == 0));
            return result.getMatchedCount() > 0 || result.getUpsertedId() != null
                    ? Optional.of(next)
                    : Optional.empty();
        } catch (MongoWriteException lost) {
            if (lost.getError().getCode() != DUPLICATE) {
                throw lost;
            }
            return Optional.empty();
        }
    }

    List<Incident> due(Instant now, int limit) {
        return mails.find(lte("due", Date.from(now)))
                .sort(Sorts.ascending("due"))
                .limit(limit)
                .map(IncidentStore::incident)
                .into(new ArrayList<>());
    }

    private static Document document(Incident incident) {
        var document =
                new Document("_id", incident.coi().value())
                        .append("version", incident.version())
                        .append("taken", incident.taken())
                        .append("open", incident.open())
                        .append(
                                "lines",
                                incident.lines().stream()
                                        .map(line ->
                                                new Document("event", line.event())
                                                        .append("severity", line.severity().name())
                                                        .append("about", line.about())
                                                        .append("text", line.text()))
                                        .toList())
                        .append("failures", incident.failures());
        incident.first()
                .ifPresent(first ->
                        document.append(
                                "first",
                                new Document("messageId", first.messageId())
                                        .append("subject", first.subject())
                                        .append("sentAt", Date.from(first.sentAt()))));
        incident.due().ifPresent(due -> document.append("due", Date.from(due)));
        return document;
    }

    private static Incident incident(Document document) {
        return new Incident(
                new CoiId(document.getString("_id")),
                document.getLong("version"),
                document.getList("taken", String.class),
                document.getList("open", String.class),
                document.getList("lines", Document.class).stream()
                        .map(line ->
                                new Line(
                                        line.getString("event"),
                                        Severity.valueOf(line.getString("severity")),
                                        line.getString("about"),
                                        line.getString("text")))
                        .toList(),
                Optional.ofNullable(document.get("first", Document.class))
                        .map(first ->
                                new FirstMail(
                                        first.getString("messageId"),
                                        first.getString("subject"),
                                        first.getDate("sentAt").toInstant())),
                document.getInteger("failures"),
                Optional.ofNullable(document.getDate("due")).map(Date::toInstant));
    }
}
