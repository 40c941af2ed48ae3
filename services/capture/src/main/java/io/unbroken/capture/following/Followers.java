package io.unbroken.capture.following;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.wire.EventReader;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrySchemas;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.stereotype.Component;

/// Makes followers of this service's brokers, and tells how they go.
@Component
public final class Followers {

    /// Brokers that are away are asked again soon.
    private static final int LONGEST_ANSWER_MILLIS = 5_000;

    private final RegistrySchemas schemas;
    private final CaptureProperties properties;
    private final MeterRegistry meters;
    private final Clock clock;
    private final List<EventsFollower> made = new CopyOnWriteArrayList<>();

    Followers(
            RegistrySchemas schemas,
            CaptureProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.schemas = schemas;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
    }

    /// All that were made.
    List<EventsFollower> made() {
        return List.copyOf(made);
    }

    /// One that reads what parties of some kinds say; it is started by whoever asked for it.
    ///
    /// @param name of the thread, and of the consumer at the brokers
    /// @param kinds whose topics are read; the topic catalogue has to give the right to
    /// @param since how far back it begins
    public EventsFollower follower(
            String name, Set<PartyKind> kinds, Duration since, Listening listener) {
        Map<String, Object> settings =
                properties
                        .brokers()
                        .client(
                                Map.of(
                                        ConsumerConfig.CLIENT_ID_CONFIG,
                                        properties.party() + "-" + name,
                                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                        false,
                                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                        "earliest",
                                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                        false,
                                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                        LONGEST_ANSWER_MILLIS));
        var follower =
                new EventsFollower(
                        new EventsFollower.Reading(name, kinds, since),
                        listener,
                        new EventReader(schemas),
                        new RegistrationReader(
                                schemas, PublicKeyFile.load(Path.of(properties.trustRoot()))),
                        () ->
                                new KafkaConsumer<>(
                                        settings,
                                        new ByteArrayDeserializer(),
                                        new ByteArrayDeserializer()),
                        clock);
        made.add(follower);
        FunctionCounter.builder(
                        "unbroken.following.failures", follower, one -> one.course().failures())
                .description("How often reading the log for a page broke off")
                .tag("follower", name)
                .register(meters);
        FunctionCounter.builder(
                        "unbroken.following.passed.over",
                        follower,
                        one -> one.course().passedOver())
                .description("Records of the log that a page's follower could not take")
                .tag("follower", name)
                .register(meters);
        return follower;
    }
}
