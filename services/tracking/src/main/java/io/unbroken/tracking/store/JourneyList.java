package io.unbroken.tracking.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.tracking.log.LogPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

/// What the lists read. They scan, and page by id: the store has no index but that of ids, and some ten thousand journeys
/// without inbox and history are scanned in well under a second.
public final class JourneyList {

    /// What was released is in a journey or a bucket, see [Store#release].
    private static final Bson NOT_RELEASED = exists("released", false);

    private final MongoDatabase database;
    private final CurrentNamespace current;

    public JourneyList(MongoDatabase database, CurrentNamespace current) {
        this.database = database;
        this.current = current;
    }

    /// The first `limit` journeys that pass, in the order of their ids.
    public List<ListedJourney> journeys(JourneyFilter filter, int limit) {
        return collection(MongoStore.JOURNEYS)
                .find(conditions(filter))
                .projection(Projections.exclude("inbox", "history"))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(Documents::listed)
                .into(new ArrayList<>());
    }

    /// Those of these journeys that have events, in the order of their ids.
    public List<ListedJourney> journeys(Set<CoiId> some) {
        return collection(MongoStore.JOURNEYS)
                .find(and(in("_id", some.stream().map(CoiId::value).toList()), gt("events", 0)))
                .projection(Projections.exclude("inbox", "history"))
                .sort(Sorts.ascending("_id"))
                .map(Documents::listed)
                .into(new ArrayList<>());
    }

    /// Who takes part in each of these journeys; of one that is not here, nothing.
    public Map<CoiId, Set<PartyId>> parties(Set<CoiId> some) {
        var parties = new HashMap<CoiId, Set<PartyId>>();
        collection(MongoStore.JOURNEYS)
                .find(in("_id", some.stream().map(CoiId::value).toList()))
                .projection(Projections.include("parties"))
                .forEach(found ->
                        parties.put(new CoiId(found.getString("_id")), Documents.parties(found)));
        return parties;
    }

    /// The first `limit` quarantined records whose position's id is greater than `after`, in that order.
    public List<QuarantinedRecord> quarantine(Optional<String> after, int limit) {
        return collection(MongoStore.QUARANTINE)
                .find(and(NOT_RELEASED, gt("_id", after.orElse(""))))
                .sort(Sorts.ascending("_id"))
                .limit(limit)
                .map(Documents::quarantined)
                .into(new ArrayList<>());
    }

    public Optional<QuarantinedRecord> quarantined(LogPosition position) {
        return Optional.ofNullable(
                        collection(MongoStore.QUARANTINE)
                                .find(and(NOT_RELEASED, eq("_id", position.id())))
                                .first())
                .map(Documents::quarantined);
    }

    public long quarantinedTotal() {
        return collection(MongoStore.QUARANTINE).countDocuments(NOT_RELEASED);
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(current.now().collection(name));
    }

    private static Bson conditions(JourneyFilter filter) {
        var conditions = new ArrayList<Bson>();
        // A document without events waits for its first one, see JourneyDocument.
        conditions.add(gt("events", 0));
        filter.stage().ifPresent(stage -> conditions.add(eq("stage", stage)));
        filter.state().ifPresent(state -> conditions.add(eq("state", state.name())));
        filter.holder().ifPresent(holder -> conditions.add(eq("holder", holder)));
        filter.finding().ifPresent(code -> conditions.add(eq("findings", code.name())));
        filter.product().ifPresent(product -> conditions.add(eq("product", product)));
        filter.parties()
                .ifPresent(some ->
                        conditions.add(in("parties", some.stream().map(PartyId::value).toList())));
        filter.severity().ifPresent(least -> conditions.add(in("worst", atLeast(least))));
        filter.text()
                .ifPresent(text ->
                        conditions.add(
                                regex(
                                        "_id",
                                        Pattern.compile(
                                                Pattern.quote(text.toUpperCase(Locale.ROOT))))));
        filter.after().ifPresent(after -> conditions.add(gt("_id", after)));
        return and(conditions);
    }

    private static List<String> atLeast(Severity least) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.compareTo(least) >= 0)
                .map(Enum::name)
                .toList();
    }
}
