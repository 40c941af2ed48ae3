package io.unbroken.tracking.audit;

import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.WholeStore;

/// Holds every document of the store to the log: each record kept must be the log's, each record of the log must be kept, and what is derived must be what
/// the records give. What the store has beyond the point up to which the log was read is left for the next audit.
///
/// While tracking runs, what is written later is read first: a bucket before its logger, a journey before the loggers and aliases that it is bound to.
/// So each of these must have what the one before said; what it has beyond that is looked up again.
final class StoreAudit {

    private final WholeStore store;
    private final RecordedLog log;
    private final Rederivation rederivation;
    private final Flaws flaws;

    StoreAudit(WholeStore store, RecordedLog log, Rederivation rederivation, Flaws flaws) {
        this.store = store;
        this.log = log;
        this.rederivation = rederivation;
        this.flaws = flaws;
    }

    void check() {
        var quarantine = new QuarantineAudit(log, flaws);
        store.quarantined(quarantine::take, this::unreadable);
        quarantine.end();
        var buckets = new BucketAudit(log, quarantine, rederivation, flaws);
        store.buckets(buckets::take, this::unreadable);
        buckets.end();
        var journeys = new JourneyAudit(log, quarantine, rederivation, flaws);
        store.journeys(journeys::take, this::unreadable);
        journeys.end();
        var bindings = new BindingAudit(log, journeys.bindings(), quarantine, rederivation, flaws);
        store.loggers(bindings::logger, this::unreadable);
        store.claims(bindings::claim, this::unreadable);
        bindings.end();
    }

    private void unreadable(String document) {
        flaws.add(document, "changed: it has not the form of our documents");
    }
}
