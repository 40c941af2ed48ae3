package io.unbroken.schemas.wire;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.catalogue.SchemaCatalogue;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.codec.ModelCodec;
import io.unbroken.schemas.keys.GoodSignatures;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.KeyRing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the records of the event topics: authenticates, decodes, attributes. Safe for all threads.
public final class EventReader {

    private final Map<String, TopicReader> readers = new HashMap<>();

    /// One that reads records once.
    public EventReader(WriterSchemas schemas) {
        this(schemas, GoodSignatures.none());
    }

    /// One that may read records again.
    ///
    /// @param signatures the good ones so far
    public EventReader(WriterSchemas schemas, GoodSignatures signatures) {
        for (PartyKind kind : PartyKind.values()) {
            readers.put(
                    TopicCatalogue.events(kind).name(), new TopicReader(kind, schemas, signatures));
        }
    }

    /// What the record says and who said it, or why that cannot be known.
    ///
    /// @param keys all that the root said of keys
    /// @throws IllegalArgumentException if the record is not of an event topic
    /// @throws RegistryUnavailable if its schema cannot be had now; try again
    public EventResult read(LogRecord record, KeyRing keys) {
        TopicReader reader = readers.get(record.topic());
        if (reader == null) {
            throw new IllegalArgumentException("expected an event topic, found " + record.topic());
        }
        return reader.read(record, keys);
    }

    private static final class TopicReader {

        private final PartyKind kind;
        private final RecordOpener opener;
        private final ModelCodec<Event> codec;

        TopicReader(PartyKind kind, WriterSchemas schemas, GoodSignatures signatures) {
            Topic topic = TopicCatalogue.events(kind);
            this.kind = kind;
            this.opener = new RecordOpener(topic, schemas, signatures);
            this.codec = ModelCodec.of(Event.class, SchemaCatalogue.of(topic));
        }

        EventResult read(LogRecord record, KeyRing keys) {
            return switch (opener.open(record, keys::verifier)) {
                case Unreadable unreadable -> unreadable;
                case RecordOpener.Proved proved -> attribute(record, proved, keys);
            };
        }

        private EventResult attribute(LogRecord record, RecordOpener.Proved proved, KeyRing keys) {
            Event event;
            try {
                event = codec.decode(proved.value());
            } catch (IllegalArgumentException e) {
                return Unreadable.invalid(e);
            }
            if (!event.id().value().equals(proved.id())) {
                return new Unreadable(
                        QuarantineReason.INVALID_VALUE, "the event's id is not that of ce_id");
            }
            if (!record.hasKey(event.coi().value())) {
                return new Unreadable(
                        QuarantineReason.WRONG_KEY,
                        "expected the chain of identity id as Kafka key, found another");
            }
            KeyRegistration signer = keys.find(proved.key()).orElseThrow();
            Optional<String> notEntitled = notEntitled(event.fact(), signer);
            if (notEntitled.isPresent()) {
                return new Unreadable(QuarantineReason.NOT_ENTITLED, notEntitled.get());
            }
            return switch (KeyJudge.judge(keys, proved.key(), record.recordTime())) {
                case KeyJudge.Refused(var why) -> why;
                case KeyJudge.Counts(var standing) -> authentic(event, proved, signer, standing);
            };
        }

        private static EventResult authentic(
                Event event,
                RecordOpener.Proved proved,
                KeyRegistration signer,
                Standing standing) {
            return new EventResult.Authentic(
                    new SignedEvent(
                            event,
                            proved.content(),
                            signer.party(),
                            signer.kind(),
                            proved.key(),
                            proved.position().sequence(),
                            standing),
                    proved.position(),
                    proved.hash());
        }

        private Optional<String> notEntitled(Fact fact, KeyRegistration signer) {
            if (signer.kind() != kind) {
                return Optional.of(
                        "a %s party wrote to the topic of %s".formatted(signer.kind(), kind));
            }
            if (!fact.statedBy().contains(kind)) {
                return Optional.of(
                        "%s is not for a %s party to say"
                                .formatted(fact.getClass().getSimpleName(), kind));
            }
            return custodian(fact)
                    .filter(party -> !signer.speaksFor(party))
                    .map(party -> "%s may not act as %s".formatted(signer.party(), party));
        }

        /// In whose name custody is given or taken, also by a correction; empty for facts that move none.
        private static Optional<PartyId> custodian(Fact fact) {
            if (fact instanceof Fact.Corrected corrected) {
                return corrected.replacement().flatMap(TopicReader::custodian);
            }
            return fact instanceof Fact.HandoffReleased released
                    ? Optional.of(released.from())
                    : fact instanceof Fact.HandoffAccepted accepted
                            ? Optional.of(accepted.to())
                            : Optional.empty();
        }
    }
}
