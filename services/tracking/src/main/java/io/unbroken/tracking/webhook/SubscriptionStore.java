package io.unbroken.tracking.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import java.net.URI;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;

/// Who subscribed. It follows from no log: whoever backs the store up backs this up.
public final class SubscriptionStore {

    private final MongoCollection<Document> webhooks;

    public SubscriptionStore(MongoDatabase database) {
        this.webhooks = database.getCollection("webhooks");
    }

    List<Subscription> all() {
        return webhooks.find()
                .sort(Sorts.ascending("_id"))
                .map(SubscriptionStore::subscription)
                .into(new ArrayList<>());
    }

    Optional<Subscription> find(String id) {
        return Optional.ofNullable(webhooks.find(eq("_id", id)).first())
                .map(SubscriptionStore::subscription);
    }

    void add(Subscription subscription) {
        webhooks.insertOne(document(subscription));
    }

    /// Replaces the version before, and says whether it was there.
    boolean replace(Subscription next) {
        return webhooks.replaceOne(
                                and(eq("_id", next.id()), eq("version", next.version() - 1)),
                                document(next))
                        .getMatchedCount()
                > 0;
    }

    boolean remove(String id) {
        return webhooks.deleteOne(eq("_id", id)).getDeletedCount() > 0;
    }

    private static Document document(Subscription subscription) {
        var document =
                new Document("_id", subscription.id())
                        .append("version", subscription.version())
                        .append("url", subscription.url().toString())
                        .append(
                                "codes",
                                subscription.codes().stream().map(Enum::name).sorted().toList())
                        .append("products", subscription.products().stream().sorted().toList())
                        .append("secret", subscription.secret())
                        .append("createdAt", Date.from(subscription.createdAt()));
        subscription.severity().ifPresent(least -> document.append("severity", least.name()));
        subscription
                .previousUntil()
                .ifPresent(until -> document.append("previousUntil", Date.from(until)));
        return document;
    }

    private static Subscription subscription(Document document) {
        return new Subscription(
                document.getString("_id"),
                document.getLong("version"),
                URI.create(document.getString("url")),
                document.getList("codes", String.class).stream()
                        .map(FindingCode::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(document.getString("severity")).map(Severity::valueOf),
                Set.copyOf(document.getList("products", String.class)),
                document.getInteger("secret"),
                Optional.ofNullable(document.getDate("previousUntil")).map(Date::toInstant),
                document.getDate("createdAt").toInstant());
    }
}
