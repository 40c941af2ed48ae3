package io.unbroken.tracking.evidence;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.wire.RegistryUnavailable;
import io.unbroken.schemas.wire.WriterSchemas;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.problem.Problem;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.KeptEvent;
import io.unbroken.tracking.store.Store;
import io.unbroken.verifier.Fault;
import io.unbroken.verifier.Unproven;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.Bundle;
import io.unbroken.verifier.maker.BundleMaker;
import io.unbroken.verifier.maker.NotSealed;
import io.unbroken.verifier.maker.SealedLog;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;

/// Makes the evidence of a journey from what the store holds, and refuses to if the store, the log and the ledger do not agree.
public final class Evidence {

    private final Store store;
    private final Ledgers ledgers;
    private final StoredLog log;
    private final StatementRecords keys;
    private final StatementRecords profiles;
    private final WriterSchemas schemas;
    private final PublicKey root;

    public Evidence(
            Store store, Ledgers ledgers, StoredLog log, WriterSchemas schemas, PublicKey root) {
        this.store = store;
        this.ledgers = ledgers;
        this.log = log;
        this.keys = new StatementRecords(TopicCatalogue.KEYS, log);
        this.profiles = new StatementRecords(TopicCatalogue.PROFILES, log);
        this.schemas = schemas;
        this.root = root;
    }

    /// The bundle of a journey; empty if no such journey is known.
    ///
    /// @throws NotYet if not all that it rests on is sealed, or brokers or registry are away
    public Optional<Bundle> of(CoiId coi) {
        JourneyDocument journey = store.journeys(Set.of(coi)).get(coi);
        if (journey == null || journey.inbox().isEmpty()) {
            return Optional.empty();
        }
        SealedLog sealed =
                ledgers.newest()
                        .orElseThrow(() ->
                                new NotYet(Problem.NOTHING_SEALED, "No checkpoint was made yet."));
        try {
            Bundle bundle = bundle(journey, sealed);
            requireSame(journey, bundle);
            return Optional.of(bundle);
        } catch (NotSealed notYet) {
            throw new NotYet(
                    Problem.NOT_SEALED,
                    "A checkpoint does not cover all records of this journey yet.");
        } catch (Unproven unproven) {
            throw new NotYet(
                    Problem.NOT_PROVABLE,
                    "The records in the store are not provable: %s"
                            .formatted(unproven.getMessage()));
        } catch (KafkaException | RegistryUnavailable away) {
            throw new NotYet(Problem.LOG_AWAY, "The brokers or the registry do not answer.");
        }
    }

    private Bundle bundle(JourneyDocument journey, SealedLog sealed) throws NotSealed, Unproven {
        BundleMaker maker = maker(journey, sealed);
        var records = new LoggerRecords(store, maker.assignments());
        maker.add(records.of(maker.assignments()));
        maker.add(records.ofRuns(maker.runs()));
        maker.addRivals(rivals(journey.coi(), maker.claimed()));
        return maker.bundle();
    }

    /// All events of the journeys that claim one of these identifiers too.
    private List<StoredRecord> rivals(CoiId coi, Set<Alias> claimed) {
        Set<CoiId> others = new HashSet<>();
        store.claims(claimed).values().forEach(others::addAll);
        others.remove(coi);
        return store.journeys(others).values().stream()
                .flatMap(other -> other.inbox().stream())
                .map(kept -> StoredRecords.of(kept.record()))
                .toList();
    }

    private BundleMaker maker(JourneyDocument journey, SealedLog sealed)
            throws NotSealed, Unproven {
        List<LogRecord> events = journey.inbox().stream().map(KeptEvent::record).toList();
        try {
            return maker(journey.coi(), sealed, events);
        } catch (Unproven gap) {
            if (gap.fault() != Fault.CHAIN) {
                throw gap;
            }
            // Records that were kept out of the history are links of their signers' chains all the
            // same.
            return maker(
                    journey.coi(), sealed, new ChainRecords(log).complete(journey.coi(), events));
        }
    }

    private BundleMaker maker(CoiId coi, SealedLog sealed, List<LogRecord> events)
            throws NotSealed, Unproven {
        List<StoredRecord> said = events.stream().map(StoredRecords::of).toList();
        return new BundleMaker(
                coi, sealed, root, schemas, keys.covered(sealed), profiles.covered(sealed), said);
    }

    // Readings, or a key, that came a moment ago: either the history or the checkpoint has them
    // already. If it stays so, the
    // store does not hold what the log gives, and no evidence is better than one of the two.
    private static void requireSame(JourneyDocument journey, Bundle bundle) {
        if (!Arrays.equals(journey.history().array(), bundle.history().canonical())) {
            throw new NotYet(
                    Problem.NOT_SETTLED,
                    "The history in the store is not the one that the sealed records give. Ask again; if it stays so, run the audit.");
        }
    }
}
