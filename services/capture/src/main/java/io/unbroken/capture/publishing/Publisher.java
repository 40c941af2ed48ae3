package io.unbroken.capture.publishing;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.Signer;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.EventContents;
import io.unbroken.schemas.wire.EventWriter;
import io.unbroken.schemas.wire.HeaderNames;
import io.unbroken.schemas.wire.ProfileWriter;
import io.unbroken.schemas.wire.SealedRecord;
import io.unbroken.schemas.wire.TelemetryWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Publishes what a party says: signs it at its place in the chain, sends it, and answers when the brokers have it.
///
/// One record at a time for each chain, and the next one only when it is known what became of the one before, so that a chain has
/// neither gap nor fork. Nobody waits for that longer than a person at a scanner does: the producer goes on trying under the same
/// producer id and number, by which the brokers know a record that comes twice, also one that was held up on the way. Only if the
/// producer gives up is the log read again.
public final class Publisher implements AutoCloseable {

    /// Held back at the end for what is under way.
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(4);

    /// Chains that are served side by side; more than there are requests under way.
    private static final int STRIPES = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final PartyKind kind;
    private final Topic topic;
    private final EventWriter events;
    private final TelemetryWriter telemetry;
    private final ProfileWriter profiles;
    private final Signer key;
    private final OwnLog ownLog;
    private final EventContents contents;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Clock clock;
    private final Duration longestSend;
    private final ReentrantReadWriteLock sessions = new ReentrantReadWriteLock();
    private final List<ReentrantLock> stripes =
            IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toList();
    private @Nullable Session session;

    /// @param longestSend how long an answer takes at most
    Publisher(
            PartyKind kind,
            EventWriter events,
            TelemetryWriter telemetry,
            ProfileWriter profiles,
            Signer key,
            OwnLog ownLog,
            EventContents contents,
            Supplier<Producer<byte[], byte[]>> producers,
            Clock clock,
            Duration longestSend) {
        this.kind = kind;
        this.topic = TopicCatalogue.events(kind);
        this.events = events;
        this.telemetry = telemetry;
        this.profiles = profiles;
        this.key = key;
        this.ownLog = ownLog;
        this.contents = contents;
        this.producers = producers;
        this.clock = clock;
        this.longestSend = longestSend;
    }

    /// Publishes an event.
    ///
    /// @throws AlreadySaid if it is a label's first print, and another first print of it is on the log
    /// @throws LogUnavailable if the brokers did not acknowledge it
    /// @throws io.unbroken.schemas.wire.RegistryUnavailable if it cannot be encoded now
    public Publication publish(Event event) {
        boolean once = event.fact() instanceof LabelPrinted printed && printed.reprint().isEmpty();
        return publish(
                new Saying(topic.name(), event.coi().value(), event.id().value(), once),
                position -> events.write(event, position));
    }

    /// Publishes what a logger gave.
    ///
    /// @throws LogUnavailable if the brokers did not acknowledge it
    /// @throws io.unbroken.schemas.wire.RegistryUnavailable if it cannot be encoded now
    public Publication publish(LoggerRecord record) {
        Instant now = clock.instant();
        return publish(
                new Saying(
                        TopicCatalogue.TELEMETRY.name(),
                        record.logger().value(),
                        record.id().value(),
                        false),
                position -> telemetry.write(record, position, now));
    }

    /// Publishes an edition of a product's rules.
    ///
    /// @throws IllegalArgumentException if this is no manufacturing party
    /// @throws LogUnavailable if the brokers did not acknowledge it
    /// @throws io.unbroken.schemas.wire.RegistryUnavailable if it cannot be encoded now
    public Publication publish(ProfileEdition edition) {
        if (kind != PartyKind.MANUFACTURING) {
            throw new IllegalArgumentException(
                    "expected a manufacturing party, found one of " + kind);
        }
        return publish(
                new Saying(
                        TopicCatalogue.PROFILES.name(),
                        edition.profile().id().value(),
                        edition.id().value(),
                        false),
                position -> profiles.write(edition, position));
    }

    /// The receipt for what was first said under an id.
    public Optional<Receipt> receipt(String id) {
        return withSession(current ->
                current.chains
                        .first(id, topics().stream().map(Topic::name).toList())
                        .map(this::receipt));
    }

    /// The hash of what an event says, as its receipt will give it.
    ///
    /// @throws io.unbroken.schemas.wire.RegistryUnavailable if it cannot be encoded now
    public ContentHash content(Event event) {
        return events.content(event);
    }

    /// The hash of what an edition says, as its receipt will give it.
    ///
    /// @throws io.unbroken.schemas.wire.RegistryUnavailable if it cannot be encoded now
    public ContentHash content(ProfileEdition edition) {
        return profiles.content(edition);
    }

    /// Whether exactly this was said before under the id, so that saying it again adds nothing to the log.
    ///
    /// @throws LogUnavailable if the log cannot be read now
    /// @throws io.unbroken.schemas.wire.RegistryUnavailable if what it holds cannot be decoded now
    public boolean said(String id, ContentHash content) {
        List<Chains.Said> before =
                withSession(current ->
                        topics().stream()
                                .flatMap(each -> current.chains.said(each.name(), id).stream())
                                .toList());
        return before.stream().anyMatch(each -> each.content().equals(content))
                || before.stream().limit(1).anyMatch(first -> says(first, content));
    }

    /// Whether an event on the log, which may have been written under an earlier contract, says what today has this hash: the contract
    /// is a part of it.
    private boolean says(Chains.Said said, ContentHash content) {
        return said.place().topic().equals(topic.name())
                && ownLog.record(said.place())
                        .flatMap(contents::read)
                        .map(events::content)
                        .filter(content::equals)
                        .isPresent();
    }

    /// What this service said in an event, read from the log; empty if it did not say it.
    ///
    /// @throws LogUnavailable if the log cannot be read now
    /// @throws io.unbroken.schemas.wire.RegistryUnavailable if it cannot be decoded now
    public Optional<Event> event(EventReference reference) {
        Optional<Chains.Said> found =
                withSession(current ->
                        current.chains.said(topic.name(), reference.id().value()).stream()
                                .filter(each -> each.content().equals(reference.content()))
                                .findFirst());
        return found.flatMap(said -> ownLog.record(said.place())).flatMap(contents::read);
    }

    /// Reads the log if that has not been done since the start or the last failure.
    public void prepare() {
        withSession(current -> true);
    }

    @Override
    public void close() {
        sessions.writeLock().lock();
        try {
            if (session != null) {
                session.producer.close(LONGEST_CLOSE);
                session = null;
            }
        } finally {
            sessions.writeLock().unlock();
        }
    }

    private Publication publish(Saying saying, Function<ChainPosition, SealedRecord> seal) {
        ReentrantLock stripe =
                stripes.get(Math.floorMod(saying.subject().hashCode(), stripes.size()));
        return withSession(current -> {
            stripe.lock();
            try {
                return publish(current, saying, seal, System.nanoTime() + longestSend.toNanos());
            } finally {
                stripe.unlock();
            }
        });
    }

    private Publication publish(
            Session current, Saying saying, Function<ChainPosition, SealedRecord> seal, long end) {
        SealedRecord sealed = seal.apply(current.chains.next(saying.topic(), saying.subject()));
        List<Chains.Said> before = current.chains.said(saying.topic(), saying.id());
        Optional<Chains.Said> same =
                before.stream()
                        .filter(each -> each.content().equals(sealed.content()))
                        .findFirst()
                        // Of others the first alone is read: what differs from it conflicts anyway.
                        .or(() ->
                                before.stream()
                                        .limit(1)
                                        .filter(first -> says(first, sealed.content()))
                                        .findFirst());
        if (same.isPresent()) {
            return same.get().equals(before.getFirst())
                    ? new Publication.Recorded(receipt(same.get()))
                    : new Publication.Conflicting(receipt(same.get()));
        }
        if (saying.once() && !before.isEmpty()) {
            throw new AlreadySaid(receipt(before.getFirst()));
        }
        Sent earlier = current.underWay.get(saying.chain());
        if (earlier != null) {
            await(current, earlier, end);
            return publish(current, saying, seal, end);
        }
        Receipt receipt = receipt(await(current, send(current, saying, sealed), end));
        return before.isEmpty()
                ? new Publication.Recorded(receipt)
                : new Publication.Conflicting(receipt);
    }

    private static Sent send(Session current, Saying saying, SealedRecord sealed) {
        if (current.broken) {
            throw new LogUnavailable("the log is being read again", new IllegalStateException());
        }
        Optional.ofNullable(MDC.get(HeaderNames.TRACE_PARENT))
                .ifPresent(trace ->
                        sealed.record()
                                .headers()
                                .add(
                                        HeaderNames.TRACE_PARENT,
                                        trace.getBytes(StandardCharsets.US_ASCII)));
        try {
            var sent = new Sent(saying, sealed, current.producer.send(sealed.record()));
            current.underWay.put(saying.chain(), sent);
            return sent;
        } catch (KafkaException refused) {
            current.broken = true;
            throw new LogUnavailable("the producer did not take the record", refused);
        }
    }

    private Receipt receipt(Chains.Said said) {
        return Receipt.signed(said.place(), said.content(), key);
    }

    /// Where on the log that stands which was sent, once the brokers have it. Until then it stays under way.
    private static Chains.Said await(Session current, Sent sent, long end) {
        try {
            RecordMetadata at =
                    sent.outcome().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            var said =
                    new Chains.Said(
                            new Receipt.Place(
                                    sent.saying().id(),
                                    sent.saying().subject(),
                                    at.topic(),
                                    at.partition(),
                                    at.offset(),
                                    Instant.ofEpochMilli(at.timestamp())),
                            sent.sealed().content());
            current.chains.recorded(said, sent.sealed().next());
            current.underWay.remove(sent.saying().chain());
            return said;
        } catch (TimeoutException late) {
            throw new LogUnavailable("the brokers have not acknowledged the record yet", late);
        } catch (ExecutionException unknown) {
            current.broken = true;
            throw new LogUnavailable("the brokers did not acknowledge the record", unknown);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("interrupted before the acknowledgement", interrupted);
        }
    }

    private <T> T withSession(Function<Session, T> work) {
        sessions.readLock().lock();
        try {
            Session current = session;
            if (current != null && !current.broken) {
                return work.apply(current);
            }
        } finally {
            sessions.readLock().unlock();
        }
        renew();
        sessions.readLock().lock();
        try {
            Session current = session;
            if (current == null) {
                throw new LogUnavailable("the service is closing", new IllegalStateException());
            }
            return work.apply(current);
        } finally {
            sessions.readLock().unlock();
        }
    }

    /// Ends what is broken and begins anew from what the log holds.
    private void renew() {
        sessions.writeLock().lock();
        try {
            if (session != null && !session.broken) {
                return;
            }
            if (session != null) {
                session.producer.close(Duration.ZERO);
                session = null;
            }
            Chains chains = ownLog.read(topics());
            session = new Session(producers.get(), chains);
            LOG.info("Read the own log; ready to publish on {}.", topic.name());
        } catch (KafkaException away) {
            throw new LogUnavailable("the log cannot be read", away);
        } finally {
            sessions.writeLock().unlock();
        }
    }

    private List<Topic> topics() {
        return kind == PartyKind.MANUFACTURING
                ? List.of(topic, TopicCatalogue.TELEMETRY, TopicCatalogue.PROFILES)
                : List.of(topic, TopicCatalogue.TELEMETRY);
    }

    /// @param once whether another content under the id is refused, and not recorded as a conflict
    private record Saying(String topic, String subject, String id, boolean once) {
        Chain chain() {
            return new Chain(topic, subject);
        }
    }

    private record Chain(String topic, String subject) {}

    private record Sent(Saying saying, SealedRecord sealed, Future<RecordMetadata> outcome) {}

    private static final class Session {
        private final Producer<byte[], byte[]> producer;
        private final Chains chains;

        /// What was sent and of which it is not known whether the brokers have it: at most one record of a chain.
        private final Map<Chain, Sent> underWay = new ConcurrentHashMap<>();

        private volatile boolean broken;

        Session(Producer<byte[], byte[]> producer, Chains chains) {
            this.producer = producer;
            this.chains = chains;
        }
    }
}
