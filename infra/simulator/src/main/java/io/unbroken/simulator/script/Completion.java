package io.unbroken.simulator.script;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.JourneySealed;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import java.util.function.Function;
import java.util.function.Supplier;

/// Fills in what a script cannot know: the hashes that the services answer with.
///
/// @param content what an event's receipt gave
/// @param basis what the history gives to be sealed
public record Completion(Function<EventId, ContentHash> content, Supplier<ContentHash> basis) {

    /// Stands in a script where a hash will stand.
    static final ContentHash LATER = new ContentHash("0".repeat(64));

    /// The event as it is sent.
    public Event complete(Event event) {
        Fact fact =
                switch (event.fact()) {
                    case Corrected said ->
                            new Corrected(
                                    complete(said.corrected()),
                                    said.supersedes().stream().map(this::complete).toList(),
                                    said.replacement(),
                                    said.reason(),
                                    said.explanation(),
                                    said.meaning());
                    case CorrectionApproved said ->
                            new CorrectionApproved(complete(said.correction()), said.meaning());
                    case JourneySealed said -> new JourneySealed(basis.get(), said.meaning());
                    case Fact said -> said;
                };
        return new Event(
                event.id(),
                event.coi(),
                event.eventTime(),
                event.offsetMinutes(),
                event.by(),
                event.device(),
                event.scans(),
                fact);
    }

    private EventReference complete(EventReference reference) {
        return new EventReference(reference.id(), content.apply(reference.id()));
    }
}
