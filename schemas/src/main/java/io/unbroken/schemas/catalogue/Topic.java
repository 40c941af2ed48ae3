package io.unbroken.schemas.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/// One topic of the log and what everyone may rely on.
///
/// @param name its name
/// @param key what the Kafka key is
/// @param meaning what its values are
/// @param writers the services that may write, by the names under which brokers know them
/// @param readers those that may read
/// @param spread one partition, or as many as the event topics have
/// @param retention whether every record is kept or the latest of each key
/// @param subject the registry's subject of its values; empty if they are text
public record Topic(
        String name,
        String key,
        String meaning,
        List<String> writers,
        List<String> readers,
        Spread spread,
        Retention retention,
        Optional<String> subject) {

    public Topic {
        writers = List.copyOf(writers);
        readers = List.copyOf(readers);
    }

    /// How many partitions.
    public enum Spread {
        /// As the event topics: one thread owns partition p of each.
        AS_EVENTS,
        /// One partition, so that its order is total.
        SINGLE
    }

    /// What is kept.
    public enum Retention {
        /// Every record, for ever; offsets are dense, so leaf index = offset.
        ALL,
        /// The latest record of each key.
        LATEST_PER_KEY
    }

    /// The topic as an administrator's client creates it.
    ///
    /// @param eventPartitions the partition count of the event topics, the same for all of them
    /// @param replication brokers that hold each record; all but one of them must acknowledge, and at least one
    public NewTopic toCreate(int eventPartitions, short replication) {
        return new NewTopic(name, partitions(eventPartitions), replication)
                .configs(configuration(replication));
    }

    /// Its partition count, given that of the event topics.
    public int partitions(int eventPartitions) {
        return switch (spread) {
            case AS_EVENTS -> eventPartitions;
            case SINGLE -> 1;
        };
    }

    /// Its broker-side settings.
    public Map<String, String> configuration(short replication) {
        var settings = new TreeMap<String, String>();
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("min.insync.replicas", Integer.toString(Math.max(1, replication - 1)));
        settings.put("unclean.leader.election.enable", "false");
        switch (retention) {
            case ALL -> {
                settings.put("cleanup.policy", "delete");
                settings.put("retention.ms", "-1");
                settings.put("retention.bytes", "-1");
            }
            case LATEST_PER_KEY -> settings.put("cleanup.policy", "compact");
        }
        return settings;
    }
}
