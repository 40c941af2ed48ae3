package io.unbroken.custody.event;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import java.util.Comparator;

/// An event of which it is proved who said it.
///
/// @param event what was said
/// @param content the hash of what was said; two events with one id and one hash are the same event
/// @param party who said it
/// @param kind what kind of party that is
/// @param key the key that signed
/// @param sequence the key's running number for this chain, from 1
/// @param standing what the key's signature was worth when the log had it
public record SignedEvent(
        Event event,
        ContentHash content,
        PartyId party,
        PartyKind kind,
        KeyId key,
        long sequence,
        Standing standing) {

    /// A total order that needs nothing but what was said: event time, then id, then content, then signer.
    public static final Comparator<SignedEvent> BY_CONTENT =
            Comparator.comparing((SignedEvent e) -> e.event().eventTime())
                    .thenComparing(e -> e.event().id())
                    .thenComparing(SignedEvent::content)
                    .thenComparing(e -> e.party().value())
                    .thenComparing(e -> e.key().value())
                    .thenComparingLong(SignedEvent::sequence);

    /// An event of which nothing speaks against the signature.
    public SignedEvent(
            Event event,
            ContentHash content,
            PartyId party,
            PartyKind kind,
            KeyId key,
            long sequence) {
        this(event, content, party, kind, key, sequence, Standing.SOUND);
    }
}
