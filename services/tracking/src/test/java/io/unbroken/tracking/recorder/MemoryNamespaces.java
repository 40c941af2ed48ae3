package io.unbroken.tracking.recorder;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.store.Contents;
import io.unbroken.tracking.store.Namespace;
import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.Pointer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// Namespaces in memory, which calls `around` before and after each write as [MemoryStore] does.
final class MemoryNamespaces implements Namespaces {

    Runnable around = () -> {};

    /// Is told which namespace was in force and which one is now.
    BiConsumer<MemoryStore, MemoryStore> switched = (_, _) -> {};

    private final InstantSource clock;
    private final Map<Namespace, MemoryStore> stores = new TreeMap<>();
    private final MemoryCollection<String, Pointer> pointers =
            new MemoryCollection<>(Comparator.naturalOrder());
    private int run = 1;
    private int emptied;

    MemoryNamespaces(InstantSource clock) {
        this.clock = clock;
    }

    /// Starts anew without some of the newest writes of each collection, none of them older than `since`.
    void restart(RandomGenerator random, Instant since) {
        stores.values().forEach(store -> store.restart(random, since));
        int young = pointers.since(since);
        pointers.loseNewest(young == 0 || random.nextBoolean() ? 0 : random.nextInt(young + 1));
        run++;
    }

    /// Everything is deleted, while the store goes on to answer.
    void empty() {
        stores.values().forEach(MemoryStore::empty);
        pointers.empty();
        emptied++;
    }

    /// Changes whenever the store lost something, and with the namespace in force.
    String age() {
        return inForce().run() + " emptied " + emptied;
    }

    /// The namespace in force, without any fault.
    Namespace current() {
        return pointers.getOrDefault("pointer", Pointer.FIRST).current();
    }

    MemoryStore inForce() {
        return store(current());
    }

    @Override
    public Pointer pointer() {
        around.run();
        return pointers.getOrDefault("pointer", Pointer.FIRST);
    }

    @Override
    public boolean replace(Pointer before, Pointer after) {
        around.run();
        boolean same =
                pointers.getOrDefault("pointer", Pointer.FIRST).version() == before.version();
        if (same) {
            Namespace old = current();
            pointers.write(clock.instant(), "pointer", after);
            if (!old.equals(after.current())) {
                switched.accept(store(old), store(after.current()));
            }
        }
        around.run();
        return same;
    }

    @Override
    public MemoryStore store(Namespace namespace) {
        return stores.computeIfAbsent(
                namespace,
                _ -> {
                    var store = new MemoryStore(clock, namespace, run);
                    store.around = () -> around.run();
                    return store;
                });
    }

    @Override
    public Contents contents(Namespace namespace) {
        return new MemoryContents(store(namespace));
    }

    @Override
    public SortedSet<Namespace> present() {
        around.run();
        var present = new TreeSet<Namespace>();
        stores.forEach((namespace, store) -> {
            if (!store.isEmpty()) {
                present.add(namespace);
            }
        });
        return present;
    }

    @Override
    public void drop(Namespace namespace) {
        around.run();
        store(namespace).empty();
        around.run();
    }

    private record MemoryContents(MemoryStore store) implements Contents {

        @Override
        public SortedSet<CoiId> journeys() {
            store.around.run();
            var journeys = new TreeSet<CoiId>();
            store.journeys.forEach((coi, journey) -> {
                if (!journey.inbox().isEmpty()) {
                    journeys.add(coi);
                }
            });
            return journeys;
        }

        @Override
        public SortedSet<CoiId> writtenSince(long version) {
            store.around.run();
            var written = new TreeSet<CoiId>();
            store.journeys.forEach((coi, journey) -> {
                if (journey.version() >= version) {
                    written.add(coi);
                }
            });
            return written;
        }

        @Override
        public Map<CoiId, Digest> digests(SortedSet<CoiId> some) {
            var digests = new HashMap<CoiId, Digest>();
            store.journeys(some)
                    .forEach((coi, journey) -> {
                        if (!journey.inbox().isEmpty()) {
                            digests.put(coi, Digest.of(journey));
                        }
                    });
            return digests;
        }

        @Override
        public SortedSet<String> quarantined() {
            store.around.run();
            return new TreeSet<>(store.quarantined().keySet());
        }
    }
}
