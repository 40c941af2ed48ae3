package io.unbroken.ledger.heads;

import io.unbroken.ledger.text.StrictText;
import java.util.Comparator;
import java.util.regex.Pattern;

/// The name of the tree of one partition: `collection.events.v1/3`. Also its path below the ledger's directory.
///
/// @param topic the topic
/// @param partition the partition
public record TreeName(String topic, int partition) implements Comparable<TreeName> {

    /// As long as Kafka lets a topic's name be.
    public static final int LONGEST_TOPIC = 249;

    /// More partitions than a cluster has; five digits.
    public static final int MOST_PARTITIONS = 100_000;

    // With a dot inside: so none is called as one of the ledger's own directories, nor as the
    // directory above.
    private static final Pattern TOPIC = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)+");
    private static final Comparator<TreeName> ORDER =
            Comparator.comparing(TreeName::topic).thenComparingInt(TreeName::partition);

    public TreeName {
        if (topic.length() > LONGEST_TOPIC || !TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException(
                    "expected a topic's name in small letters and dots, such as keys.v1");
        }
        if (partition < 0 || partition >= MOST_PARTITIONS) {
            throw new IllegalArgumentException(
                    "expected a partition below %d, found %d"
                            .formatted(MOST_PARTITIONS, partition));
        }
    }

    /// Reads what [#toString()] wrote.
    ///
    /// @throws IllegalArgumentException if the text is another
    public static TreeName parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("expected a tree's name, such as keys.v1/0");
        }
        long partition = StrictText.decimal(text.substring(slash + 1));
        return new TreeName(text.substring(0, slash), (int) Math.min(partition, Integer.MAX_VALUE));
    }

    @Override
    public int compareTo(TreeName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return topic + "/" + partition;
    }
}
