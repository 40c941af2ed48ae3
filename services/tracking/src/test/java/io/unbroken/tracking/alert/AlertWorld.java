package io.unbroken.tracking.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition.Nitrogen;
import io.unbroken.tracking.alert.AlertEvent.Kind;
import io.unbroken.tracking.alert.JourneyFacts.Finding;
import io.unbroken.tracking.alert.JourneyFacts.Watched;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Store;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// Journeys whose histories change at random, and two instances that tell of them.
final class AlertWorld {

    private static final int STEPS = 60;
    private static final int JOURNEYS = 3;
    private static final double CRASHES = 0.08;
    private static final double OTHERS = 0.08;

    private record Published(int number, CoiId coi) {}

    private static final class Crash extends RuntimeException {}

    private final Random random;
    private final Map<CoiId, JourneyDocument> journeys = new HashMap<>();
    private final Map<CoiId, JourneyFacts> facts = new HashMap<>();
    private final MemoryTold store = new MemoryTold();
    private final Deque<Published> published = new ArrayDeque<>();
    private final Map<String, AlertEvent> heard = new LinkedHashMap<>();
    private final AlertWriter writer;
    private final AlertWatch watch;
    private Instant now = Scenes.START;
    private boolean calm;
    private int depth;
    private int crashes;
    private int publications;

    AlertWorld(int seed) {
        this.random = new Random(seed);
        this.writer =
                new AlertWriter(
                        reads(), store, nothingHeard(), List.of(this::hear), true, () -> now);
        this.watch = new AlertWatch(writer, store, () -> now);
    }

    private static LastReadings nothingHeard() {
        return new LastReadings() {
            @Override
            public Map<LoggerId, Instant> of(Set<LoggerId> loggers) {
                return Map.of();
            }

            @Override
            public Map<LoggerId, List<Nitrogen>> nitrogen(Set<LoggerId> loggers) {
                return Map.of();
            }
        };
    }

    int told() {
        return heard.size();
    }

    int crashes() {
        return crashes;
    }

    void run() {
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> change();
                case 2 -> now = now.plus(Duration.ofSeconds(random.nextInt(1_200)));
                case 3 -> orCrash(this::follow);
                default -> orCrash(watch::look);
            }
        }
        calm = true;
        while (!published.isEmpty()) {
            follow();
        }
        // All that any crash has left is due by then.
        for (int i = 0; i < 3; i++) {
            now = now.plus(Told.LOOK_AGAIN).plusSeconds(1);
            watch.look();
        }
    }

    void check() {
        var sequences = new TreeMap<CoiId, Set<Long>>();
        var open = new HashMap<String, Boolean>();
        heard.values().stream()
                .sorted(Comparator.comparingLong(AlertEvent::sequence))
                .forEach(event -> {
                    assertThat(
                                    sequences
                                            .computeIfAbsent(
                                                    event.alert().coi(), _ -> new HashSet<>())
                                            .add(event.sequence()))
                            .as("one event for each number")
                            .isTrue();
                    boolean before = open.getOrDefault(event.alert().id(), false);
                    switch (event.kind()) {
                        case RAISED -> assertThat(before).as("raised while open").isFalse();
                        case CLOSED -> assertThat(before).as("closed while open").isTrue();
                        case CHANGED -> {
                            // Also of one that has ended.
                        }
                    }
                    if (event.kind() != Kind.CHANGED) {
                        open.put(event.alert().id(), event.kind() == Kind.RAISED);
                    }
                });
        journeys.keySet()
                .forEach(coi -> {
                    Told told = store.told(coi);
                    assertThat(told.outbox()).isEmpty();
                    assertThat(told.alerts()).isEqualTo(Alerts.of(facts(coi), now, Set.of()));
                    assertThat(sequences.getOrDefault(coi, Set.of()))
                            .hasSize((int) told.sequence());
                    told.alerts()
                            .forEach(alert ->
                                    assertThat(open.get(alert.id()))
                                            .as("as told")
                                            .isEqualTo(alert.open()));
                });
        open.forEach((id, isOpen) ->
                assertThat(isOpen)
                        .as("open is what is among the alerts")
                        .isEqualTo(
                                journeys.keySet().stream()
                                        .flatMap(coi -> store.told(coi).alerts().stream())
                                        .anyMatch(alert -> alert.id().equals(id) && alert.open())));
    }

    /// Each set of alerts that some order of the same versions with the same last one ends in.
    Set<List<Alert>> alertsAfterShuffledVersions() {
        var versions = new ArrayList<JourneyFacts>();
        for (int i = 0; i < 6; i++) {
            versions.add(randomFacts(Scenes.COI));
        }
        JourneyFacts last = randomFacts(Scenes.COI);
        var ends = new HashSet<List<Alert>>();
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(versions, random);
            Told told = Told.nothing(Scenes.COI);
            for (JourneyFacts each : versions.subList(0, random.nextInt(versions.size() + 1))) {
                told = told.next(each, true, Scenes.at(random.nextInt(300)));
            }
            ends.add(told.next(last, true, Scenes.at(300)).alerts());
        }
        return ends;
    }

    private void change() {
        CoiId coi = CoiId.issue("A9999", 2026, 1 + random.nextInt(JOURNEYS));
        JourneyFacts next = randomFacts(coi);
        long version = journeys.containsKey(coi) ? journeys.get(coi).version() + 1 : 1;
        facts.put(coi, next);
        journeys.put(coi, Scenes.document(next, version));
        published.add(new Published(publications++, coi));
        if (random.nextInt(4) == 0) {
            published.add(new Published(publications++, coi));
        }
    }

    private JourneyFacts randomFacts(CoiId coi) {
        var findings = new ArrayList<Finding>();
        if (random.nextBoolean()) {
            findings.add(
                    Scenes.excursion(
                            random.nextBoolean()
                                    ? FindingCode.EXCURSION
                                    : FindingCode.EXCURSION_POSSIBLE,
                            random.nextInt(3),
                            random.nextBoolean() ? Optional.empty() : Optional.of(60)));
        }
        if (random.nextInt(3) == 0) {
            findings.add(Scenes.gap(random.nextInt(2) * 100, 60 + random.nextInt(2) * 200));
        }
        if (random.nextInt(4) == 0) {
            findings.add(Scenes.mismatch("BAG-" + random.nextInt(2)));
        }
        List<Watched> watched =
                random.nextBoolean() ? List.of(Scenes.watched(random.nextInt(300))) : List.of();
        return Scenes.facts(coi, findings, watched);
    }

    private JourneyFacts facts(CoiId coi) {
        JourneyFacts found = facts.get(coi);
        if (found == null) {
            throw new IllegalStateException("expected a journey " + coi);
        }
        return found;
    }

    /// What was published is taken off only after it was done with.
    private void follow() {
        Published next = published.peek();
        if (next != null) {
            writer.bring(next.coi(), 1);
            published.remove(next);
        }
    }

    private void orCrash(Runnable work) {
        try {
            work.run();
        } catch (Crash crashed) {
            crashes++;
        }
    }

    private void hear(List<AlertEvent> events) {
        around();
        for (AlertEvent event : events) {
            AlertEvent before = heard.putIfAbsent(event.id(), event);
            assertThat(before == null || before.equals(event)).as("one id, one content").isTrue();
        }
        around();
    }

    /// Between any two steps: somebody dies, or the other instance goes first.
    private void around() {
        if (calm) {
            return;
        }
        if (depth == 0 && random.nextDouble() < OTHERS) {
            depth++;
            try {
                if (random.nextBoolean()) {
                    change();
                } else {
                    orCrash(random.nextBoolean() ? this::follow : watch::look);
                }
            } finally {
                depth--;
            }
        }
        if (random.nextDouble() < CRASHES) {
            throw new Crash();
        }
    }

    private Store reads() {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (_, method, arguments) -> {
                            around();
                            var some = new HashMap<Object, Object>(journeys);
                            some.keySet().retainAll((Set<?>) arguments[0]);
                            if (method.getName().equals("versions")) {
                                some.replaceAll(
                                        (_, journey) -> ((JourneyDocument) journey).version());
                            }
                            return some;
                        });
    }

    private final class MemoryTold implements ToldStore {

        private final Map<CoiId, Told> all = new TreeMap<>(Comparator.comparing(CoiId::value));

        @Override
        public Told told(CoiId coi) {
            around();
            return all.getOrDefault(coi, Told.nothing(coi));
        }

        @Override
        public boolean replace(Told before, Told after, Instant at) {
            around();
            boolean same =
                    all.getOrDefault(before.coi(), Told.nothing(before.coi())).version()
                            == before.version();
            if (same) {
                all.put(before.coi(), after.withVersion(before.version() + 1));
            }
            around();
            return same;
        }

        @Override
        public List<CoiId> due(Instant at, int limit) {
            around();
            return all.values().stream()
                    .filter(told -> told.due().filter(due -> !due.isAfter(at)).isPresent())
                    .map(Told::coi)
                    .limit(limit)
                    .toList();
        }
    }
}
