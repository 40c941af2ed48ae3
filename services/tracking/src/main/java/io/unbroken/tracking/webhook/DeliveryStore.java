package io.unbroken.tracking.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import io.unbroken.tracking.webhook.Delivery.Outcome;
import io.unbroken.tracking.webhook.Delivery.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/// What is to be delivered and what was, each under subscription and message: nobody can put one there twice.
public final class DeliveryStore {

    private static final int DUPLICATE = 11000;

    private final MongoCollection<Document> deliveries;

    public DeliveryStore(MongoDatabase database) {
        this.deliveries = database.getCollection("deliveries");
    }

    /// Puts one there if it is not, in whatever state.
    void add(Delivery delivery) {
        try {
            deliveries.insertOne(document(delivery));
        } catch (MongoWriteException there) {
            if (there.getError().getCode() != DUPLICATE) {
                throw there;
            }
        }
    }

    /// What is due, the longest due first, but for those subscriptions.
    List<Delivery> due(Instant now, Collection<String> but, int limit) {
        return deliveries
                .find(
                        and(
                                eq("state", State.WAITING.name()),
                                lte("next", Date.from(now)),
                                nin("subscription", but)))
                .sort(Sorts.ascending("next"))
                .limit(limit)
                .map(DeliveryStore::delivery)
                .into(new ArrayList<>());
    }

    /// Replaces one that is as it was, and says whether it was.
    boolean replace(Delivery before, Delivery after) {
        return deliveries
                        .replaceOne(
                                and(
                                        eq("_id", before.id()),
                                        eq("state", before.state().name()),
                                        eq("attempts", before.attempts()),
                                        eq("next", Date.from(before.next()))),
                                document(after))
                        .getMatchedCount()
                > 0;
    }

    Optional<Delivery> find(String subscription, String event) {
        return Optional.ofNullable(deliveries.find(eq("_id", subscription + "/" + event)).first())
                .map(DeliveryStore::delivery);
    }

    /// The newest first.
    List<Delivery> list(
            String subscription, Optional<State> state, Optional<Delivery> after, int limit) {
        var conditions = new ArrayList<Bson>();
        conditions.add(eq("subscription", subscription));
        state.ifPresent(asked -> conditions.add(eq("state", asked.name())));
        after.ifPresent(last -> {
            Date created = Date.from(last.createdAt());
            conditions.add(
                    or(
                            lt("createdAt", created),
                            and(eq("createdAt", created), gt("_id", last.id()))));
        });
        return deliveries
                .find(and(conditions))
                .sort(Sorts.orderBy(Sorts.descending("createdAt"), Sorts.ascending("_id")))
                .limit(limit)
                .map(DeliveryStore::delivery)
                .into(new ArrayList<>());
    }

    void removeAll(String subscription) {
        deliveries.deleteMany(eq("subscription", subscription));
    }

    /// Forgets what was delivered or given up that long ago.
    void removeEnded(State state, Instant before) {
        deliveries.deleteMany(and(eq("state", state.name()), lt("createdAt", Date.from(before))));
    }

    private static Document document(Delivery delivery) {
        var document =
                new Document("_id", delivery.id())
                        .append("subscription", delivery.subscription())
                        .append("event", delivery.event())
                        .append("type", delivery.type())
                        .append("body", delivery.body())
                        .append("createdAt", Date.from(delivery.createdAt()))
                        .append("state", delivery.state().name())
                        .append("attempts", delivery.attempts())
                        .append("next", Date.from(delivery.next()));
        delivery.last()
                .ifPresent(last -> {
                    var outcome = new Document("at", Date.from(last.at()));
                    last.status().ifPresent(status -> outcome.append("status", status));
                    last.error().ifPresent(error -> outcome.append("error", error));
                    document.append("last", outcome);
                });
        return document;
    }

    private static Delivery delivery(Document document) {
        return new Delivery(
                document.getString("subscription"),
                document.getString("event"),
                document.getString("type"),
                document.getString("body"),
                document.getDate("createdAt").toInstant(),
                State.valueOf(document.getString("state")),
                document.getInteger("attempts"),
                document.getDate("next").toInstant(),
                Optional.ofNullable(document.get("last", Document.class))
                        .map(last ->
                                new Outcome(
                                        last.getDate("at").toInstant(),
                                        Optional.ofNullable(last.getInteger("status")),
                                        Optional.ofNullable(last.getString("error")))));
    }
}
