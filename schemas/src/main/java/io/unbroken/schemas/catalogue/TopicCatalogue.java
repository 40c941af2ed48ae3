package io.unbroken.schemas.catalogue;

import io.unbroken.custody.event.PartyKind;
import io.unbroken.schemas.catalogue.Topic.Retention;
import io.unbroken.schemas.catalogue.Topic.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/// All topics. Brokers, ACLs and the reference are made from this.
public final class TopicCatalogue {

    /// Partitions of each event topic unless the operator says otherwise: enough for six instances of tracking.
    public static final int DEFAULT_EVENT_PARTITIONS = 6;

    /// Under this name tracking is known to brokers; a party service under its own.
    public static final String TRACKING = "tracking";

    /// Who makes topics and rights, and speaks for the root.
    public static final String ADMINISTRATORS = "administrators";

    private static final String COURIER = "courier";

    private static final List<String> PARTIES =
            List.of("collection", "courier", "manufacturing", "infusion");

    private static final List<String> EVERYBODY =
            List.of("collection", "courier", "manufacturing", "infusion", TRACKING);

    /// Facilities must know what was collected and packed for them.
    public static final Topic COLLECTION_EVENTS =
            events("collection", List.of("collection", "manufacturing", COURIER, TRACKING));

    /// Sites and facilities must know what couriers took from them and bring them.
    public static final Topic COURIER_EVENTS =
            events("courier", List.of("collection", "manufacturing", COURIER, TRACKING));

    public static final Topic MANUFACTURING_EVENTS =
            events("manufacturing", List.of("manufacturing", COURIER, TRACKING));
    public static final Topic INFUSION_EVENTS =
            events("infusion", List.of("infusion", COURIER, TRACKING));

    public static final Topic TELEMETRY =
            topic(
                    "telemetry.blocks.v1",
                    "logger id",
                    "a signed block of samples of one logger, or what the logger computed itself",
                    PARTIES,
                    EVERYBODY,
                    Spread.AS_EVENTS,
                    Retention.ALL);

    public static final Topic KEYS =
            topic(
                    "keys.v1",
                    "party",
                    "key registrations, retirements, revocations and withdrawals, signed by the root key",
                    List.of(ADMINISTRATORS),
                    EVERYBODY,
                    Spread.SINGLE,
                    Retention.ALL);

    public static final Topic PROFILES =
            topic(
                    "profiles.v1",
                    "product profile id",
                    "editions of products' rules, signed by the manufacturing party whose product it is",
                    List.of("manufacturing"),
                    List.of("manufacturing", TRACKING),
                    Spread.SINGLE,
                    Retention.ALL);

    public static final Topic CHECKPOINTS =
            new Topic(
                    "checkpoints.v1",
                    "log origin",
                    "signed notes (C2SP tlog-checkpoint), UTF-8 text",
                    List.of(TRACKING),
                    EVERYBODY,
                    Spread.SINGLE,
                    Retention.ALL,
                    Optional.empty());

    public static final Topic STATUS =
            topic(
                    "journey.status.v1",
                    "chain of identity id",
                    "custody, thermal state, verdicts and their basis",
                    List.of(TRACKING),
                    List.of("infusion", TRACKING),
                    Spread.AS_EVENTS,
                    Retention.LATEST_PER_KEY);

    private static final List<Topic> ALL =
            List.of(
                    COLLECTION_EVENTS,
                    COURIER_EVENTS,
                    MANUFACTURING_EVENTS,
                    INFUSION_EVENTS,
                    TELEMETRY,
                    KEYS,
                    PROFILES,
                    CHECKPOINTS,
                    STATUS);

    private TopicCatalogue() {}

    public static List<Topic> all() {
        return ALL;
    }

    /// The event topic of a kind of party.
    public static Topic events(PartyKind kind) {
        return switch (kind) {
            case COLLECTION -> COLLECTION_EVENTS;
            case COURIER -> COURIER_EVENTS;
            case MANUFACTURING -> MANUFACTURING_EVENTS;
            case INFUSION -> INFUSION_EVENTS;
        };
    }

    /// The kind of party whose events a topic holds; empty for topics of other things.
    public static Optional<PartyKind> kind(String topic) {
        return Arrays.stream(PartyKind.values())
                .filter(kind -> events(kind).name().equals(topic))
                .findFirst();
    }

    /// The topics whose partitions are trees of the ledger: all that parties, loggers and the root say.
    public static List<Topic> sealed() {
        return List.of(
                COLLECTION_EVENTS,
                COURIER_EVENTS,
                MANUFACTURING_EVENTS,
                INFUSION_EVENTS,
                TELEMETRY,
                KEYS,
                PROFILES);
    }

    /// Those of them by which the others are judged. They have one partition, and no recorder.
    public static List<Topic> statements() {
        return List.of(KEYS, PROFILES);
    }

    /// All topics as an administrator's client creates them.
    public static List<NewTopic> toCreate(int eventPartitions, short replication) {
        return ALL.stream().map(topic -> topic.toCreate(eventPartitions, replication)).toList();
    }

    /// The names under which brokers know those who write or read.
    public static List<String> principals() {
        return ALL.stream()
                .flatMap(topic -> Stream.concat(topic.writers().stream(), topic.readers().stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /// @param readers with couriers, who must know what waits for them, wherever it is
    private static Topic events(String party, List<String> readers) {
        return topic(
                party + ".events.v1",
                "chain of identity id",
                "signed events of the " + party + " parties",
                List.of(party),
                readers,
                Spread.AS_EVENTS,
                Retention.ALL);
    }

    private static Topic topic(
            String name,
            String key,
            String meaning,
            List<String> writers,
            List<String> readers,
            Spread spread,
            Retention retention) {
        return new Topic(
                name,
                key,
                meaning,
                writers,
                readers,
                spread,
                retention,
                Optional.of(name + "-value"));
    }
}
