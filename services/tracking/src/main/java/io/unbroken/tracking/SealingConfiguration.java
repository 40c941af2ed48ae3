package io.unbroken.tracking;

import io.micrometer.core.instrument.MeterRegistry;
import io.unbroken.keysafe.KeySafe;
import io.unbroken.ledger.merkle.Frontier;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.ledger.seals.Seals;
import io.unbroken.ledger.witness.WitnessClient;
import io.unbroken.schemas.catalogue.Topic;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.tracking.feed.Feed;
import io.unbroken.tracking.sealer.AskedWitness;
import io.unbroken.tracking.sealer.Disagreement;
import io.unbroken.tracking.sealer.KafkaCheckpointLog;
import io.unbroken.tracking.sealer.KafkaStoredLog;
import io.unbroken.tracking.sealer.RecordedTrees;
import io.unbroken.tracking.sealer.SealFollower;
import io.unbroken.tracking.sealer.SealerThread;
import io.unbroken.tracking.sealer.Witness;
import io.unbroken.tracking.settings.LedgerProperties;
import io.unbroken.tracking.store.Progress;
import io.unbroken.tracking.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// Puts the sealer together.
@Configuration(proxyBeanMethods = false)
class SealingConfiguration {

    /// A witness that is slower than that is asked again with the next checkpoint.
    private static final Duration LONGEST_WITNESS = Duration.ofSeconds(2);

    private static final double NEVER = Double.NaN;

    @Bean
    NoteSigner noteSigner(LedgerProperties ledger) {
        return new NoteSigner(ledger.origin(), KeySafe.open(ledger.keyFile()));
    }

    @Bean
    RecordedTrees recordedTrees(Store store) {
        return partitions -> {
            try {
                return store.progress(partitions).entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, entry -> tree(entry.getValue())));
            } catch (IllegalArgumentException
                    | IllegalStateException
                    | ClassCastException
                    | NullPointerException altered) {
                throw new Disagreement(
                        "the store's progress cannot be read: " + altered.getMessage(), altered);
            }
        };
    }

    private static Frontier tree(Progress progress) {
        return progress.frontier();
    }

    @Bean
    SealerThread sealerThread(
            LedgerProperties ledger,
            NoteSigner signer,
            KafkaClients clients,
            RecordedTrees recorded,
            MeterRegistry meters,
            InstantSource clock) {
        List<Witness> witnesses =
                ledger.witnessesAt().stream()
                        .<Witness>map(at ->
                                new AskedWitness(
                                        new WitnessClient(at.address(), at.key(), LONGEST_WITNESS),
                                        meters))
                        .toList();
        var sealer =
                new SealerThread(
                        Path.of(ledger.directory()),
                        signer,
                        ledger.interval(),
                        () -> new KafkaStoredLog(clients.stored("tracking-sealer"), sealedTopics()),
                        recorded,
                        witnesses,
                        new KafkaCheckpointLog(
                                clients.producer(),
                                () -> clients.stored("tracking-last-checkpoint"),
                                TopicCatalogue.CHECKPOINTS.name(),
                                signer.verifierKey()),
                        TopicCatalogue.statements().stream()
                                .map(Topic::name)
                                .collect(Collectors.toUnmodifiableSet()),
                        clock);
        meter(sealer, meters, clock);
        return sealer;
    }

    @Bean
    Seals seals(NoteSigner signer) {
        return new Seals(signer.verifierKey());
    }

    @Bean
    SealFollower sealFollower(Seals seals, KafkaClients clients, Feed feed, JsonMapper json) {
        return new SealFollower(
                seals,
                () -> clients.stored("tracking-seals"),
                TopicCatalogue.CHECKPOINTS.name(),
                checkpoint -> feed.tell("sealed", json.writeValueAsString(checkpoint)));
    }

    /// Starts after recording and stops before it.
    @Bean
    SmartLifecycle sealing(SealerThread sealer, SealFollower follower) {
        return new Sealing(sealer, follower);
    }

    private static List<String> sealedTopics() {
        return TopicCatalogue.sealed().stream().map(Topic::name).toList();
    }

    private static void meter(SealerThread sealer, MeterRegistry meters, InstantSource clock) {
        meters.gauge("unbroken.sealer.size", sealer, SealerThread::size);
        meters.gauge("unbroken.sealer.lag", sealer, SealerThread::lag);
        meters.gauge(
                "unbroken.sealer.halted",
                sealer,
                thread -> thread.condition() instanceof SealerThread.Condition.Halted ? 1 : 0);
        meters.gauge("unbroken.sealer.age.seconds", sealer, thread -> age(thread, clock.instant()));
    }

    private static double age(SealerThread sealer, Instant now) {
        return sealer.sealed()
                .map(at -> Duration.between(at, now).toMillis() / 1_000.0)
                .orElse(NEVER);
    }

    private static final class Sealing implements SmartLifecycle {

        private final SealerThread sealer;
        private final SealFollower follower;
        private volatile boolean running;

        Sealing(SealerThread sealer, SealFollower follower) {
            this.sealer = sealer;
            this.follower = follower;
        }

        @Override
        public void start() {
            running = true;
            sealer.start();
            follower.start();
        }

        @Override
        public void stop() {
            sealer.stop();
            follower.stop();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
