package io.unbroken.tracking.store;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.Bytes;
import java.time.Instant;
import java.util.List;

/// All that is kept of one journey; replaced as a whole, by compare-and-set on its version.
///
/// @param version more with each replacement, see [Replacement#next]
/// @param keys how many keys its writer knew, [io.unbroken.tracking.recorder.Authenticator#revision()]: who knows fewer may not
///     replace it
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
        long keys,
        String boot,
        List<KeptEvent> inbox,
        Bytes history,
        JourneySummary summary,
        Instant updatedAt) {

    /// The same document, as derived by somebody who knew so many statements about keys.
    public JourneyDocument knowing(long known) {
        return new JourneyDocument(coi, version, known, boot, inbox, history, summary, updatedAt);
    }

    public JourneyDocument {
        inbox = List.copyOf(inbox);
    }
}
