package io.unbroken.tracking.store;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.Bytes;
import java.time.Instant;
import java.util.List;

/// All that is kept of one journey; replaced as a whole, by compare-and-set on its version.
///
/// @param version more with each replacement, see [Replacement#next]
/// @param known how much its writer knew of keys and profiles: who knows less may not replace it
/// @param boot in which run of the store it was written: in another, a newer one may have been lost whose status was published
/// @param inbox every statement made about this journey, in the order of the log, also what a key signed that was revoked
///     since; empty only while readings arrived for a
///     journey whose first event is just being written
/// @param history the canonical history, byte for byte what is served and proved
/// @param summary the few facts of the history by which lists are made
/// @param updatedAt when this version was written, by our clock
public record JourneyDocument(
        CoiId coi,
        long version,
        Knowledge known,
        String boot,
        List<KeptEvent> inbox,
        Bytes history,
        JourneySummary summary,
        Instant updatedAt) {

    /// The same document, as derived by somebody who knew so much.
    public JourneyDocument knowing(Knowledge known) {
        return new JourneyDocument(coi, version, known, boot, inbox, history, summary, updatedAt);
    }

    /// The same document under another number.
    public JourneyDocument numbered(long number) {
        return new JourneyDocument(coi, number, known, boot, inbox, history, summary, updatedAt);
    }

    public JourneyDocument {
        inbox = List.copyOf(inbox);
    }
}
