package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.TemperatureRange;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.Attention;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.profile.ConditionLimits;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.merkle.Hash;
import io.unbroken.tracking.log.LogPartition;
import io.unbroken.tracking.log.LogReader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.store.Binding;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Knowledge;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Namespaces;
import io.unbroken.tracking.store.Pointer;
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.Progress.Point;
import io.unbroken.tracking.store.ProgressMove;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Retriable;
import io.unbroken.tracking.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Bugs that somebody might write, each in one place, which the simulation must find.
enum PlantedBug implements Plant {
    RESUMES_ALWAYS_FROM_NEXT {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public String boot() {
                    return super.boot().replaceFirst("run-[0-9]+", "always the same");
                }
            };
        }
    },
    KEEPS_OFFSETS_IN_KAFKA {
        @Override
        LogReader reader(LogReader reader) {
            return new ForwardingReader(reader) {
                @Override
                public void place(LogPartition partition, long next) {
                    super.place(partition, Math.max(next, POLLED.getOrDefault(partition, 0L)));
                }

                @Override
                public List<LogRecord> poll(Duration atMost) {
                    List<LogRecord> records = super.poll(atMost);
                    records.forEach(record ->
                            POLLED.put(
                                    record.position().partition(), record.position().offset() + 1));
                    return records;
                }
            };
        }
    },
    FORGETS_THE_SAFE_POINT {
        @Override
        Store store(Store store) {
            return safePoint(store, progress -> new Point(progress.frontier(), Instant.EPOCH));
        }
    },
    TAKES_A_NEW_POINT_FOR_SAFE {
        @Override
        Store store(Store store) {
            return safePoint(store, Progress::candidate);
        }
    },
    LOOKS_FOR_A_RESTART_ONLY_WHEN_A_PARTITION_COMES {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                private String boot = "";

                @Override
                public Map<LogPartition, Progress> progress(Set<LogPartition> partitions) {
                    boot = "";
                    return super.progress(partitions);
                }

                @Override
                public String boot() {
                    boot = boot.isEmpty() ? super.boot() : boot;
                    return boot;
                }
            };
        }
    },
    SKIPS_THE_SUMMARY_OF_A_DUPLICATE {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                private boolean duplicate;

                @Override
                public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
                    duplicate = false;
                    return super.journeys(ids);
                }

                @Override
                public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
                    duplicate = true;
                    return super.buckets(ids);
                }

                @Override
                public Set<BucketId> replaceBuckets(Collection<Replacement<BucketDocument>> next) {
                    duplicate = false;
                    return super.replaceBuckets(next);
                }

                @Override
                public Set<LogPartition> move(Collection<ProgressMove> moves) {
                    duplicate = false;
                    return super.move(moves);
                }

                @Override
                public Map<LoggerId, LoggerDocument> loggers(Set<LoggerId> ids) {
                    var found = new HashMap<>(super.loggers(ids));
                    if (duplicate) {
                        found.replaceAll((_, logger) -> unbound(logger));
                    }
                    return found;
                }

                private static LoggerDocument unbound(LoggerDocument logger) {
                    return new LoggerDocument(
                            logger.logger(),
                            logger.version(),
                            Set.of(),
                            logger.days(),
                            logger.last());
                }
            };
        }
    },
    DROPS_WHAT_IS_NOT_NEWER_THAN_THE_LAST_SEEN {
        @Override
        Authenticator authenticator(Authenticator authenticator) {
            return new Authenticator() {
                private final Map<CoiId, Instant> newest = new HashMap<>();

                @Override
                public Outcome<SignedEvent> event(LogRecord record) {
                    Outcome<SignedEvent> outcome = authenticator.event(record);
                    if (outcome instanceof Authentic(var said)) {
                        Instant time = said.event().eventTime();
                        if (newest.merge(said.event().coi(), time, (a, b) -> a.isAfter(b) ? a : b)
                                .isAfter(time)) {
                            return new Unreadable<>("OUTDATED", "A newer one is known.", false);
                        }
                    }
                    return outcome;
                }

                @Override
                public Outcome<SignedReadings> readings(LogRecord record) {
                    return authenticator.readings(record);
                }

                @Override
                public long revision() {
                    return authenticator.revision();
                }

                @Override
                public long changes() {
                    return authenticator.changes();
                }

                @Override
                public KnownProfiles profiles() {
                    return authenticator.profiles();
                }
            };
        }
    },
    LEAVES_HISTORIES_AS_THEY_ARE_WHEN_A_KEY_IS_REVOKED {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public List<JourneyDocument> derivedBefore(
                        Knowledge needed, String after, int limit) {
                    return super.derivedBefore(new Knowledge(0, needed.editions()), after, limit);
                }
            };
        }
    },
    LEAVES_HISTORIES_AS_THEY_ARE_WHEN_AN_EDITION_COMES {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public List<JourneyDocument> derivedBefore(
                        Knowledge needed, String after, int limit) {
                    return super.derivedBefore(new Knowledge(needed.keys(), 0), after, limit);
                }
            };
        }
    },
    JUDGES_BY_OLDER_RULES {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
                    var found = new HashMap<>(super.journeys(ids));
                    found.replaceAll((_, document) ->
                            document.knowing(new Knowledge(document.known().keys(), 0)));
                    return found;
                }
            };
        }
    },
    COUNTS_CLAIMS_OF_REVOKED_EVENTS {
        @Override
        Model model(Model model, Store store) {
            return new Model() {
                @Override
                public List<LoggerAssignment> legs(
                        Collection<SignedEvent> events, ProductProfiles profiles) {
                    return model.legs(events, profiles);
                }

                @Override
                public Set<Alias> aliases(Collection<SignedEvent> events) {
                    return model.aliases(events);
                }

                @Override
                public Derived derive(
                        CoiId coi,
                        List<SignedEvent> events,
                        ProductProfiles profiles,
                        LoggerData data,
                        Map<Alias, Set<CoiId>> claims) {
                    return model.derive(coi, events, profiles, data, store.claims(claims.keySet()));
                }
            };
        }
    },
    DERIVES_ONLY_ITS_FIRST_JOURNEY_AGAIN {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                private Knowledge done = Knowledge.NONE;

                @Override
                public List<JourneyDocument> derivedBefore(
                        Knowledge needed, String after, int limit) {
                    if (done.equals(needed)) {
                        return List.of();
                    }
                    done = needed;
                    return super.derivedBefore(needed, after, 1);
                }
            };
        }
    },
    WRITES_PROGRESS_BEFORE_JOURNEYS {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                private final List<Replacement<JourneyDocument>> later = new ArrayList<>();

                @Override
                public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
                    later.addAll(next);
                    return Set.of();
                }

                @Override
                public Set<LogPartition> move(Collection<ProgressMove> moves) {
                    Set<LogPartition> lost = super.move(moves);
                    super.replaceJourneys(List.copyOf(later));
                    later.clear();
                    return lost;
                }
            };
        }
    },
    WRITES_PROGRESS_BEFORE_QUARANTINE {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                private final List<QuarantinedRecord> later = new ArrayList<>();

                @Override
                public void quarantine(Collection<QuarantinedRecord> records) {
                    later.addAll(records);
                }

                @Override
                public Set<LogPartition> move(Collection<ProgressMove> moves) {
                    Set<LogPartition> lost = super.move(moves);
                    super.quarantine(List.copyOf(later));
                    later.clear();
                    return lost;
                }
            };
        }
    },
    WRITES_BLINDLY {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
                    Set<CoiId> lost = super.replaceJourneys(next);
                    while (!lost.isEmpty()) {
                        Map<CoiId, Long> now = super.versions(lost);
                        Set<CoiId> again = lost;
                        lost =
                                super.replaceJourneys(
                                        next.stream()
                                                .filter(each -> again.contains(each.after().coi()))
                                                .map(each ->
                                                        new Replacement<>(
                                                                now.getOrDefault(
                                                                        each.after().coi(), 0L),
                                                                each.after()))
                                                .toList());
                    }
                    return lost;
                }
            };
        }
    },
    RELEASES_FROM_QUARANTINE_BEFORE_APPLYING {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public List<Retriable> retriable(
                        Set<LogPartition> partitions, String boot, String after, int limit) {
                    List<Retriable> found = super.retriable(partitions, boot, after, limit);
                    super.release(
                            found.stream()
                                    .map(each -> each.quarantined().record().position())
                                    .toList(),
                            boot);
                    return found;
                }
            };
        }
    },
    FORGETS_WHAT_WAS_RELEASED {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public List<Retriable> retriable(
                        Set<LogPartition> partitions, String boot, String after, int limit) {
                    return super.retriable(partitions, boot, after, limit).stream()
                            .filter(each -> !each.released())
                            .toList();
                }
            };
        }
    },
    PUBLISHES_BEFORE_WRITING {
        @Override
        Store store(Store store) {
            return new Publishing(store);
        }

        @Override
        StatusLog status(StatusLog status, Store store) {
            return statuses -> {
                status.publish(statuses);
                ((Publishing) store).write();
            };
        }
    },
    A_ZOMBIE_MOVES_PROGRESS {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public Set<LogPartition> move(Collection<ProgressMove> moves) {
                    Set<LogPartition> lost = super.move(moves);
                    while (!lost.isEmpty()) {
                        Map<LogPartition, Progress> now = super.progress(lost);
                        Set<LogPartition> again = lost;
                        lost =
                                super.move(
                                        moves.stream()
                                                .filter(move -> again.contains(move.partition()))
                                                .map(move ->
                                                        new ProgressMove(
                                                                move.partition(),
                                                                now.getOrDefault(
                                                                        move.partition(),
                                                                        Progress.NONE),
                                                                move.after()))
                                                .toList());
                    }
                    return lost;
                }
            };
        }
    },
    LEAVES_QUARANTINED_RECORDS_OUT_OF_THE_TREE {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                private final Set<LogPartition> quarantined = new HashSet<>();

                @Override
                public void quarantine(Collection<QuarantinedRecord> records) {
                    records.forEach(each -> quarantined.add(each.record().position().partition()));
                    super.quarantine(records);
                }

                @Override
                public Set<LogPartition> move(Collection<ProgressMove> moves) {
                    return super.move(moves.stream().map(this::without).toList());
                }

                private ProgressMove without(ProgressMove move) {
                    Progress after = move.after();
                    return quarantined.contains(move.partition())
                                    && after.next() > move.before().next()
                            ? new ProgressMove(
                                    move.partition(),
                                    move.before(),
                                    new Progress(
                                            empty(move.before().frontier(), after.next()),
                                            after.generation(),
                                            after.boot(),
                                            after.safe(),
                                            after.candidate()))
                            : move;
                }

                private static Frontier empty(Frontier before, long next) {
                    return before.appendAll(
                            Collections.nCopies((int) (next - before.size()), Hash.EMPTY));
                }
            };
        }
    },
    BINDS_AFTER_READING_BUCKETS {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                private final Map<LoggerId, Set<Binding>> later = new HashMap<>();

                @Override
                public Set<LoggerId> replaceLoggers(Collection<Replacement<LoggerDocument>> next) {
                    var now = new ArrayList<Replacement<LoggerDocument>>();
                    for (Replacement<LoggerDocument> each : next) {
                        LoggerDocument before =
                                super.loggers(Set.of(each.after().logger()))
                                        .getOrDefault(
                                                each.after().logger(),
                                                LoggerDocument.unknown(each.after().logger()));
                        if (each.after().bindings().equals(before.bindings())) {
                            now.add(each);
                        } else {
                            later.computeIfAbsent(each.after().logger(), _ -> new HashSet<>())
                                    .addAll(each.after().bindings());
                        }
                    }
                    return now.isEmpty() ? Set.of() : super.replaceLoggers(now);
                }

                @Override
                public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
                    Set<CoiId> lost = super.replaceJourneys(next);
                    later.forEach((logger, bindings) -> {
                        LoggerDocument before =
                                super.loggers(Set.of(logger))
                                        .getOrDefault(logger, LoggerDocument.unknown(logger));
                        super.replaceLoggers(
                                List.of(
                                        new Replacement<>(
                                                before.version(),
                                                before.bound(bindings, before.version() + 1))));
                    });
                    later.clear();
                    return lost;
                }
            };
        }
    },
    TAKES_ALL_READINGS_FOR_UNEVENTFUL {
        @Override
        Model model(Model model, Store store) {
            return new Model() {
                @Override
                public List<LoggerAssignment> legs(
                        Collection<SignedEvent> events, ProductProfiles profiles) {
                    return model.legs(events, profiles).stream()
                            .map(leg ->
                                    new LoggerAssignment(
                                            leg.logger(),
                                            leg.from(),
                                            leg.until(),
                                            ThermalRule.exact(
                                                    TemperatureRange.atMost(Celsius.HIGHEST),
                                                    Duration.ofDays(9))))
                            .toList();
                }

                @Override
                public Set<Alias> aliases(Collection<SignedEvent> events) {
                    return model.aliases(events);
                }

                @Override
                public Derived derive(
                        CoiId coi,
                        List<SignedEvent> events,
                        ProductProfiles profiles,
                        LoggerData data,
                        Map<Alias, Set<CoiId>> claims) {
                    return model.derive(coi, events, profiles, data, claims);
                }
            };
        }
    },
    TAKES_ALL_CONDITIONS_FOR_OLD_NEWS {
        @Override
        Model model(Model model, Store store) {
            return new Model() {
                @Override
                public List<LoggerAssignment> legs(
                        Collection<SignedEvent> events, ProductProfiles profiles) {
                    return model.legs(events, profiles).stream()
                            .map(leg ->
                                    new LoggerAssignment(
                                            leg.logger(),
                                            leg.from(),
                                            leg.until(),
                                            leg.rule(),
                                            new Attention(
                                                    leg.attention().comparison(),
                                                    leg.attention().wake(),
                                                    ConditionLimits.none())))
                            .toList();
                }

                @Override
                public Set<Alias> aliases(Collection<SignedEvent> events) {
                    return model.aliases(events);
                }

                @Override
                public Derived derive(
                        CoiId coi,
                        List<SignedEvent> events,
                        ProductProfiles profiles,
                        LoggerData data,
                        Map<Alias, Set<CoiId>> claims) {
                    return model.derive(coi, events, profiles, data, claims);
                }
            };
        }
    },
    SLEEPS_THROUGH_THE_HOURS {
        @Override
        Model model(Model model, Store store) {
            return new Model() {
                @Override
                public List<LoggerAssignment> legs(
                        Collection<SignedEvent> events, ProductProfiles profiles) {
                    return model.legs(events, profiles).stream()
                            .map(leg ->
                                    new LoggerAssignment(
                                            leg.logger(),
                                            leg.from(),
                                            leg.until(),
                                            leg.rule(),
                                            new Attention(
                                                    Attention.Comparison.ALONE,
                                                    leg.attention().wake(),
                                                    leg.attention().conditions())))
                            .toList();
                }

                @Override
                public Set<Alias> aliases(Collection<SignedEvent> events) {
                    return model.aliases(events);
                }

                @Override
                public Derived derive(
                        CoiId coi,
                        List<SignedEvent> events,
                        ProductProfiles profiles,
                        LoggerData data,
                        Map<Alias, Set<CoiId>> claims) {
                    return model.derive(coi, events, profiles, data, claims);
                }
            };
        }
    },
    MOVES_THE_END_BEFORE_WRITING_THE_BUCKET {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                private final List<Replacement<BucketDocument>> later = new ArrayList<>();

                @Override
                public Set<BucketId> replaceBuckets(Collection<Replacement<BucketDocument>> next) {
                    later.addAll(next);
                    return Set.of();
                }

                @Override
                public Set<LoggerId> replaceLoggers(Collection<Replacement<LoggerDocument>> next) {
                    Set<LoggerId> lost = super.replaceLoggers(next);
                    write();
                    return lost;
                }

                @Override
                public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
                    write();
                    return super.journeys(ids);
                }

                @Override
                public Set<LogPartition> move(Collection<ProgressMove> moves) {
                    write();
                    return super.move(moves);
                }

                private void write() {
                    if (!later.isEmpty()) {
                        super.replaceBuckets(later);
                        later.clear();
                    }
                }
            };
        }
    },
    MOVES_THE_END_BLINDLY {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public Set<LoggerId> replaceLoggers(Collection<Replacement<LoggerDocument>> next) {
                    super.replaceLoggers(next);
                    return Set.of();
                }
            };
        }
    },
    CLAIMS_AFTER_DERIVING {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                private final Map<Alias, CoiId> later = new HashMap<>();

                @Override
                public Set<CoiId> claim(Alias alias, CoiId coi) {
                    later.put(alias, coi);
                    return super.claims(Set.of(alias)).getOrDefault(alias, Set.of());
                }

                @Override
                public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
                    Set<CoiId> lost = super.replaceJourneys(next);
                    later.forEach(super::claim);
                    later.clear();
                    return lost;
                }
            };
        }
    },
    COUNTS_VERSIONS_FROM_ONE {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
                    return super.replaceJourneys(
                            next.stream()
                                    .map(each ->
                                            new Replacement<>(
                                                    each.before(),
                                                    with(
                                                            each.after(),
                                                            each.before() + 1,
                                                            each.after().known())))
                                    .toList());
                }
            };
        }
    },
    JUDGES_WITH_FEWER_KEYS {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public Map<CoiId, JourneyDocument> journeys(Set<CoiId> ids) {
                    var found = new HashMap<>(super.journeys(ids));
                    found.replaceAll((_, document) ->
                            with(
                                    document,
                                    document.version(),
                                    new Knowledge(0, document.known().editions())));
                    return found;
                }

                @Override
                public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
                    var found = new HashMap<>(super.buckets(ids));
                    found.replaceAll((id, bucket) ->
                            new BucketDocument(
                                    id, bucket.version(), 0, bucket.blocks(), bucket.digest()));
                    return found;
                }
            };
        }
    },
    PUTS_LOST_PROGRESS_BACK {
        @Override
        Store store(Store store) {
            return new ForwardingStore(store) {
                @Override
                public Set<LogPartition> move(Collection<ProgressMove> moves) {
                    Set<LogPartition> lost = super.move(moves);
                    return lost.isEmpty()
                            ? lost
                            : super.move(
                                    moves.stream()
                                            .filter(move -> lost.contains(move.partition()))
                                            .map(move ->
                                                    new ProgressMove(
                                                            move.partition(),
                                                            Progress.NONE,
                                                            move.after()))
                                            .toList());
                }
            };
        }
    },
    SWITCHES_BEFORE_THE_NEW_NAMESPACE_CAUGHT_UP {
        @Override
        public Namespaces namespaces(Namespaces namespaces) {
            return new ForwardingNamespaces(namespaces) {
                @Override
                public boolean replace(Pointer before, Pointer after) {
                    return super.replace(
                            before,
                            after.work().isPresent() ? after.switched(Instant.EPOCH, true) : after);
                }
            };
        }
    },
    SWITCHES_WITHOUT_LOOKING_WHO_ELSE_DOES {
        @Override
        public Namespaces namespaces(Namespaces namespaces) {
            return new ForwardingNamespaces(namespaces) {
                private Optional<Pointer> own = Optional.empty();

                @Override
                public Pointer pointer() {
                    return own.orElseGet(super::pointer);
                }

                @Override
                public boolean replace(Pointer before, Pointer after) {
                    own = Optional.of(after);
                    return super.replace(super.pointer(), after);
                }
            };
        }
    };

    /// What a consumer group would have committed, which outlives each recorder. Emptied before each seed.
    static final Map<LogPartition, Long> POLLED = new HashMap<>();

    Store store(Store store) {
        return store;
    }

    LogReader reader(LogReader reader) {
        return reader;
    }

    Authenticator authenticator(Authenticator authenticator) {
        return authenticator;
    }

    Model model(Model model, Store store) {
        return model;
    }

    StatusLog status(StatusLog status, Store store) {
        return status;
    }

    @Override
    public Recorder recorder(
            LogReader reader,
            Store store,
            Authenticator authenticator,
            Model model,
            StatusLog status,
            Changes changes,
            InstantSource clock) {
        Store changed = store(store);
        return NONE.recorder(
                reader(reader),
                changed,
                authenticator(authenticator),
                model(model, changed),
                status(status, changed),
                changes,
                clock);
    }

    private static Store safePoint(Store store, Function<Progress, Point> safe) {
        return new ForwardingStore(store) {
            @Override
            public Set<LogPartition> move(Collection<ProgressMove> moves) {
                return super.move(
                        moves.stream()
                                .map(move ->
                                        new ProgressMove(
                                                move.partition(),
                                                move.before(),
                                                with(move.after())))
                                .toList());
            }

            private Progress with(Progress after) {
                return new Progress(
                        after.frontier(),
                        after.generation(),
                        after.boot(),
                        safe.apply(after),
                        after.candidate());
            }
        };
    }

    private static JourneyDocument with(JourneyDocument document, long version, Knowledge known) {
        return new JourneyDocument(
                document.coi(),
                version,
                known,
                document.boot(),
                document.inbox(),
                document.history(),
                document.summary(),
                document.updatedAt());
    }

    /// Holds journeys back until their status is out.
    private static final class Publishing extends ForwardingStore {
        private final List<Replacement<JourneyDocument>> later = new ArrayList<>();

        Publishing(Store store) {
            super(store);
        }

        @Override
        public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
            later.addAll(next);
            return Set.of();
        }

        void write() {
            super.replaceJourneys(List.copyOf(later));
            later.clear();
        }
    }
}
