package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.ManufacturingStepCompleted;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A manufacturing lot: what went in, what was done, what came out, and what quality said.
public record Lot(
        LotId id,
        Optional<Instant> started,
        List<MaterialId> consumed,
        List<Step> steps,
        List<MaterialId> product,
        Optional<Instant> expires,
        List<QcResult> results,
        List<Decision> decisions) {

    /// A step of manufacture and the event that told of it.
    public record Step(ManufacturingStepCompleted done, EventId event) {}

    /// A test's result, when it was reported, and the event that told of it.
    public record QcResult(QcResultReported result, Instant at, EventId event) {}

    /// A decision of quality, who signed it and when.
    public record Decision(LotDecided decided, PersonId by, Instant at, EventId event) {}
}
