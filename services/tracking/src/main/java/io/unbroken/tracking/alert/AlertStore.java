package io.unbroken.tracking.alert;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.result.UpdateResult;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.store.Replacement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// What was told of each journey, as documents of one collection. It is not among those of a namespace: a rebuild derives histories anew, and
/// what was told stays told.
public final class AlertStore implements ToldStore {

    private static final String COLLECTION = "alerts";
    private static final int DUPLICATE = 11000;

    private final MongoCollection<Document> told;

    public AlertStore(MongoDatabase database) {
        this.told = database.getCollection(COLLECTION);
    }

    @Override
    public Told told(CoiId coi) {
        Document found = told.find(eq("_id", coi.value())).first();
        return found == null ? Told.nothing(coi) : AlertDocuments.told(found);
    }

    @Override
    public boolean replace(Told before, Told after, Instant now) {
        Told next = after.withVersion(Replacement.next(before.version(), now.toEpochMilli()));
        try {
            UpdateResult result =
                    told.replaceOne(
                            and(eq("_id", before.coi().value()), eq("version", before.version())),
                            AlertDocuments.of(next),
                            new ReplaceOptions().upsert(before.version() == 0));
            return result.getMatchedCount() > 0 || result.getUpsertedId() != null;
        } catch (MongoWriteException lost) {
            if (lost.getError().getCode() != DUPLICATE) {
                throw lost;
            }
            return false;
        }
    }

    @Override
    public List<CoiId> due(Instant now, int limit) {
        return told.find(lte("due", Date.from(now)))
                .sort(Sorts.ascending("due"))
                .limit(limit)
                .map(found -> new CoiId(found.getString("_id")))
                .into(new ArrayList<>());
    }

    /// The first `limit` alerts that pass, by journey and id.
    public List<Alert> alerts(AlertFilter filter, int limit) {
        var passed = new ArrayList<Alert>();
        Bson from =
                filter.after()
                        .map(after -> gte("_id", after.coi().value()))
                        .orElseGet(() -> gte("_id", ""));
        for (Document document :
                told.find(and(exists("alerts.0"), from)).sort(Sorts.ascending("_id"))) {
            AlertDocuments.told(document).alerts().stream()
                    .sorted(AlertFilter.ORDER)
                    .filter(filter::passes)
                    .forEach(passed::add);
            if (passed.size() >= limit) {
                return passed.subList(0, limit);
            }
        }
        return passed;
    }
}
