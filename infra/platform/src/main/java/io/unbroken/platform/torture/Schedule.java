package io.unbroken.platform.torture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which fault begins when: a pure function of seed and length.
///
/// Every kind comes once before one comes a second time. Faults overlap, but no part has two of the same sort at once.
///
/// @param faults in the order of their beginnings; all end before the run's length is over
record Schedule(List<Planned> faults) {

    /// The load stands before the first fault.
    private static final Duration CALM = Duration.ofSeconds(8);

    private static final Duration SHORTEST_GAP = Duration.ofSeconds(2);
    private static final Duration LONGEST_GAP = Duration.ofSeconds(9);

    /// After a fault its target has time to come back before the next one of the same sort: a JVM starts in some 5 to 15 seconds.
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    Schedule {
        faults = List.copyOf(faults);
    }

    /// A fault and its beginning, from that of the run.
    record Planned(Duration at, Fault fault) {
        Duration end() {
            return at.plus(fault.length());
        }
    }

    static Schedule of(long seed, Duration length) {
        return of(seed, length, Pattern.compile(".*"));
    }

    /// The same with some kinds alone.
    ///
    /// @throws IllegalArgumentException if there is no such kind
    static Schedule of(long seed, Duration length, Pattern kinds) {
        var random = new Random(seed);
        var planned = new ArrayList<Planned>();
        var free = new HashMap<Object, Duration>();
        Deque<Function<Random, Fault>> deck = new ArrayDeque<>();
        Duration at = CALM;
        while (at.compareTo(length) < 0) {
            if (deck.isEmpty()) {
                deck.addAll(shuffled(random, kinds));
            }
            Fault fault = deck.remove().apply(random);
            Duration begin = later(at, free.getOrDefault(fault.target(), Duration.ZERO));
            var next = new Planned(begin, fault);
            if (next.end().compareTo(length) < 0) {
                planned.add(next);
                free.put(fault.target(), next.end().plus(RECOVERY));
            }
            at = at.plus(between(SHORTEST_GAP, LONGEST_GAP, random));
        }
        planned.sort(java.util.Comparator.comparing(Planned::at));
        return new Schedule(planned);
    }

    /// How many of each kind there are.
    Map<String, Integer> kinds() {
        var kinds = new java.util.TreeMap<String, Integer>();
        faults.forEach(each -> kinds.merge(each.fault().kind(), 1, Integer::sum));
        return kinds;
    }

    /// Whether there are faults of such kinds.
    static boolean knows(Pattern kinds) {
        return deck().stream().anyMatch(card -> matches(card, kinds));
    }

    private static boolean matches(Function<Random, Fault> card, Pattern kinds) {
        return kinds.matcher(card.apply(new Random(0)).kind()).matches();
    }

    private static List<Function<Random, Fault>> shuffled(Random random, Pattern kinds) {
        var deck = deck();
        deck.removeIf(card -> !matches(card, kinds));
        if (deck.isEmpty()) {
            throw new IllegalArgumentException("no kind of fault matches " + kinds);
        }
        Collections.shuffle(deck, random);
        return deck;
    }

    private static List<Function<Random, Fault>> deck() {
        var deck = new ArrayList<Function<Random, Fault>>();
        for (Victim victim : Victim.values()) {
            deck.add(r -> new Fault.Killed(victim, seconds(0, 6, r)));
        }
        for (Victim owner : List.of(Victim.FIRST_TRACKING, Victim.SECOND_TRACKING)) {
            // Longer than the consumer's session (9 s): its partitions go to the other instance.
            deck.add(r -> new Fault.Asleep(owner, seconds(12, 22, r)));
            // Shorter: it is still the owner when it wakes up.
            deck.add(r -> new Fault.Asleep(owner, seconds(2, 7, r)));
        }
        for (Victim part :
                List.of(Victim.BROKER, Victim.STORE, Victim.COLLECTION, Victim.COURIER)) {
            deck.add(r -> new Fault.Asleep(part, seconds(3, 12, r)));
        }
        for (Wire wire : Wire.values()) {
            for (Manner manner : Manner.values()) {
                deck.add(r -> new Fault.CutOff(wire, manner, seconds(3, 15, r)));
            }
        }
        for (Disk disk : Disk.values()) {
            deck.add(r -> new Fault.Full(disk, seconds(4, 12, r)));
        }
        return deck;
    }

    private static Duration seconds(int least, int most, Random random) {
        return between(Duration.ofSeconds(least), Duration.ofSeconds(most), random);
    }

    private static Duration between(Duration least, Duration most, Random random) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    private static Duration later(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
