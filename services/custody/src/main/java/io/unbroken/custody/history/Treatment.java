package io.unbroken.custody.history;

import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.MaterialId;
import java.time.Instant;
import java.util.List;

/// What was done to the patient and to the product at the infusion centre.
public record Treatment(List<Dose> lymphodepletion, List<Thaw> thaws, List<Infusion> infusions) {

    /// A dose of lymphodepletion.
    public record Dose(String agent, int day, int ofDays, Instant at, EventId event) {}

    /// The start of a thaw.
    public record Thaw(MaterialId material, Instant started, EventId event) {}

    /// An infusion.
    public record Infusion(
            MaterialId material, Instant started, Instant ended, int millilitres, EventId event) {}
}
