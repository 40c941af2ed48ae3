package io.unbroken.tracking.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.tracking.log.LogRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// No change to store, log, tiles or checkpoints passes the audit, and nothing that nobody changed is named.
///
/// How many are tried: `-Dunbroken.audit.mutations=`, from the seed `-Dunbroken.audit.from=` on.
final class AuditMutationTest {

    private static final int MUTATIONS = Integer.getInteger("unbroken.audit.mutations", 500);
    private static final int FROM = Integer.getInteger("unbroken.audit.from", 0);
    private static final int WORLDS = 6;

    /// A wide world has a hundred times the records: one mutation in so many is of such a one.
    private static final int WIDE_EVERY = 200;

    @Test
    void what_nobody_touched_has_no_flaw() {
        for (long seed = 100; seed < 110; seed++) {
            assertThat(AuditedWorld.small(seed).audit().found()).as("world %d", seed).isEmpty();
        }
    }

    @Test
    void no_change_passes() {
        // given
        List<Snapshot> small = new ArrayList<>();
        for (long seed = 0; seed < WORLDS; seed++) {
            small.add(AuditedWorld.small(seed));
        }
        Snapshot wide = AuditedWorld.wide(WORLDS);
        assertThat(wide.audit().found()).isEmpty();
        Map<String, Integer> tried = new TreeMap<>();
        List<String> passed = new ArrayList<>();
        for (int seed = FROM; seed < FROM + MUTATIONS; seed++) {
            var random = new SplittableRandom(seed);
            Snapshot before =
                    seed % WIDE_EVERY == 0 ? wide : small.get(random.nextInt(small.size()));
            Snapshot after = before.copy();

            // when
            String what = change(random, after);
            if (same(before, after)) {
                continue;
            }
            tried.merge(what, 1, Integer::sum);
            if (tried.values().stream().mapToInt(each -> each).sum() % 5_000 == 0) {
                System.out.println("Tried so far: " + tried);
            }

            // then
            if (after.audit().none()) {
                passed.add("seed %d: %s %s".formatted(seed, what, difference(before, after)));
            }
        }
        System.out.println("Tried, and found each: " + tried);
        assertThat(passed).isEmpty();
    }

    private static String change(SplittableRandom random, Snapshot snapshot) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> {
                new LogChanges(random, snapshot).records();
                yield "log";
            }
            case 2, 3 -> {
                new FileChanges(random, snapshot).tiles();
                yield "tiles";
            }
            case 4 -> {
                if (random.nextBoolean()) {
                    new LogChanges(random, snapshot).checkpoints();
                } else {
                    new FileChanges(random, snapshot).checkpoint(published(snapshot));
                }
                yield "checkpoints";
            }
            default -> {
                new DocumentChanges(random, snapshot).change();
                yield "store";
            }
        };
    }

    private static List<byte[]> published(Snapshot snapshot) {
        return Objects.requireNonNull(snapshot.log().get(Snapshot.CHECKPOINTS)).stream()
                .map(record -> record.value().orElseThrow().array())
                .toList();
    }

    private static boolean same(Snapshot one, Snapshot other) {
        return difference(one, other).isEmpty();
    }

    /// In words, for who has to find out why it passed.
    private static String difference(Snapshot one, Snapshot other) {
        var difference = new StringBuilder();
        one.log()
                .forEach((partition, records) -> {
                    List<LogRecord> changed = other.log().getOrDefault(partition, List.of());
                    boolean same =
                            partition.equals(Snapshot.CHECKPOINTS)
                                    ? withoutAgain(records).equals(withoutAgain(changed))
                                    : LogChanges.beginsWith(changed, records);
                    if (!same) {
                        difference.append("\n").append(partition).append(first(records, changed));
                    }
                });
        one.files()
                .forEach((file, bytes) -> {
                    if (!Arrays.equals(bytes, other.files().get(file))) {
                        difference.append("\n").append(file);
                    }
                });
        one.documents()
                .forEach((name, documents) -> {
                    Map<String, Document> changed = other.documents().getOrDefault(name, Map.of());
                    if (!documents.equals(changed)) {
                        difference.append("\n").append(name).append(first(documents, changed));
                    }
                });
        return difference.toString();
    }

    /// A checkpoint that is published again, as after a crash, changes nothing.
    private static List<List<Object>> withoutAgain(List<LogRecord> checkpoints) {
        List<List<Object>> once = new ArrayList<>();
        for (LogRecord record : checkpoints) {
            List<Object> said = List.of(record.key(), record.value(), record.headers());
            if (once.isEmpty() || !once.getLast().equals(said)) {
                once.add(said);
            }
        }
        return once;
    }

    private static String first(List<LogRecord> before, List<LogRecord> after) {
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            if (!before.get(i).equals(after.get(i))) {
                return " %s\nwas %s".formatted(after.get(i), before.get(i));
            }
        }
        return " %d records, were %d".formatted(after.size(), before.size());
    }

    private static String first(Map<String, Document> before, Map<String, Document> after) {
        for (Map.Entry<String, Document> entry : before.entrySet()) {
            if (!entry.getValue().equals(after.get(entry.getKey()))) {
                return " %s\nwas %s".formatted(after.get(entry.getKey()), entry.getValue());
            }
        }
        return " has more documents";
    }
}
