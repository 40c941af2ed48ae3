package io.unbroken.capture.following;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.SignedEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// An event and its place on the log. Without its scans: nobody at work looks at them, and they may be long.
///
/// @param at when the log had it, by the brokers' clock
record Recorded(SignedEvent signed, Instant at) {

    /// What came before what, whatever the devices' clocks say: as the log has it, and in one instant as each key counted.
    static final Comparator<Recorded> AS_ON_THE_LOG =
            Comparator.comparing(Recorded::at)
                    .thenComparingLong(recorded -> recorded.signed().sequence())
                    .thenComparing(Recorded::signed, SignedEvent.BY_CONTENT);

    private static final Comparator<Recorded> OF_ONE_ID =
            Comparator.comparing(Recorded::signed, SignedEvent.BY_CONTENT)
                    .thenComparing(Recorded::at);

    /// An event with its ids, names, hash and map entry, as measured, and each character of its fact once as text and once as what holds it.
    private static final int BYTES_OF_EACH = 1_200;

    private static final int BYTES_OF_A_CHARACTER = 4;

    static Recorded of(SignedEvent signed, Instant at) {
        Event event = signed.event();
        var bare =
                new Event(
                        event.id(),
                        event.coi(),
                        event.eventTime(),
                        event.offsetMinutes(),
                        event.by(),
                        event.device(),
                        List.of(),
                        event.fact());
        return new Recorded(
                new SignedEvent(
                        bare,
                        signed.content(),
                        signed.party(),
                        signed.kind(),
                        signed.key(),
                        signed.sequence(),
                        signed.standing()),
                at);
    }

    /// Of two with one id the same is kept, whichever came first; that there are two is a finding.
    static Recorded first(Recorded one, Recorded other) {
        return OF_ONE_ID.compare(one, other) <= 0 ? one : other;
    }

    /// At most what it takes of the heap.
    long bytes() {
        return BYTES_OF_EACH
                + (long) BYTES_OF_A_CHARACTER * signed.event().fact().toString().length();
    }
}
