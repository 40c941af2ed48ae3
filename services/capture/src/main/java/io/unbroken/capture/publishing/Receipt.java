package io.unbroken.capture.publishing;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.schemas.keys.Signer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// What a device gets for what it sent: the brokers have it (RECEIVED), here, signed by the party. A device may forget an event
/// only when it is SEALED.
///
/// @param id the event's or block's id
/// @param subject the chain of identity, or the logger
/// @param recordTime when the log had it, by the brokers' clock
/// @param signature the party's Ed25519 signature over [#signedText]
public record Receipt(
        String id,
        String subject,
        String topic,
        int partition,
        long offset,
        Instant recordTime,
        ContentHash contentHash,
        KeyId key,
        String signature,
        State state) {

    /// How far what was sent has come.
    public enum State {
        /// All in-sync replicas have it.
        RECEIVED,
        /// A signed checkpoint of the log covers it. No receipt says so: devices ask for it by the receipts' positions.
        SEALED
    }

    /// A receipt signed with `key`.
    static Receipt signed(Place place, ContentHash content, Signer key) {
        byte[] signature = key.sign(signedText(place, content).getBytes(StandardCharsets.UTF_8));
        return new Receipt(
                place.id(),
                place.subject(),
                place.topic(),
                place.partition(),
                place.offset(),
                place.recordTime(),
                content,
                key.id(),
                Base64.getEncoder().encodeToString(signature),
                State.RECEIVED);
    }

    /// The text that is signed: a tag and the members, each on a line.
    private static String signedText(Place place, ContentHash content) {
        return String.join(
                "\n",
                "io.unbroken.receipt.v1",
                place.id(),
                place.subject(),
                place.topic(),
                Integer.toString(place.partition()),
                Long.toString(place.offset()),
                place.recordTime().toString(),
                content.value());
    }

    /// Where the log has a record.
    record Place(
            String id,
            String subject,
            String topic,
            int partition,
            long offset,
            Instant recordTime) {}
}
