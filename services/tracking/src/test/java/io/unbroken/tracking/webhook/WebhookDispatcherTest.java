package io.unbroken.tracking.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.unbroken.store.StoreServer;
import io.unbroken.tracking.webhook.Delivery.State;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class WebhookDispatcherTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final StoreServer server = StoreServer.inMemory();
    private final MongoClient client = MongoClients.create(server.uri());
    private final MongoDatabase database = client.getDatabase("tracking");
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger ids = new AtomicInteger();
    private final SubscriptionStore subscriptions = new SubscriptionStore(database);
    private final DeliveryStore deliveries = new DeliveryStore(database);
    private final WebhookSecrets secrets = new WebhookSecrets(new byte[32]);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Receiver receiver = closed(new Receiver());
    private final WebhookDispatcher dispatcher = dispatcher(true);
    private final Webhooks webhooks = webhooks(dispatcher);

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        client.close();
        server.close();
    }

    @Test
    void a_message_arrives_with_its_id_and_signed() {
        Webhooks.WithSecret made = subscribe(receiver.url());
        dispatcher.start();

        String id = webhooks.test(made.subscription().id()).orElseThrow();

        await(() -> state(made, id) == State.DELIVERED);
        Receiver.Message message = receiver.messages.getFirst();
        assertThat(message.id()).isEqualTo(id);
        assertThat(message.timestamp()).isEqualTo(String.valueOf(START.getEpochSecond()));
        assertThat(message.body()).contains("\"type\":\"webhook.test\"").contains(id);
        byte[] secret =
                Base64.getDecoder().decode(made.secret().substring(WebhookSecrets.PREFIX.length()));
        assertThat(message.signature())
                .isEqualTo(
                        WebhookSecrets.signature(
                                secret,
                                id,
                                START,
                                message.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void one_that_fails_comes_again_under_the_same_id_until_it_is_taken() {
        receiver.answers(Receiver.status(500));
        Webhooks.WithSecret made = subscribe(receiver.url());
        dispatcher.start();
        String id = webhooks.test(made.subscription().id()).orElseThrow();

        for (int attempt = 1; attempt <= 3; attempt++) {
            awaitAttempts(made, id, attempt);
            assertThat(delivery(made, id).last().orElseThrow().status()).contains(500);
            pass(Duration.ofHours(1));
        }
        awaitAttempts(made, id, 4);
        receiver.answers(Receiver.status(200));
        pass(Duration.ofHours(7));

        await(() -> state(made, id) == State.DELIVERED);
        assertThat(receiver.messages).extracting(Receiver.Message::id).containsOnly(id);
        assertThat(receiver.messages).extracting(Receiver.Message::body).hasSize(5);
        assertThat(Set.copyOf(receiver.messages.stream().map(Receiver.Message::body).toList()))
                .hasSize(1);
    }

    @Test
    void after_the_last_attempt_it_is_a_dead_letter_that_can_be_replayed() {
        receiver.answers(Receiver.status(503));
        Webhooks.WithSecret made = subscribe(receiver.url());
        dispatcher.start();
        String id = webhooks.test(made.subscription().id()).orElseThrow();

        for (int attempt = 1; attempt <= RetrySchedule.MOST_ATTEMPTS; attempt++) {
            awaitAttempts(made, id, attempt);
            pass(Duration.ofHours(8));
        }
        await(() -> state(made, id) == State.DEAD);
        assertThat(
                        webhooks.deliveries(
                                made.subscription().id(),
                                Optional.of(State.DEAD),
                                Optional.empty(),
                                10))
                .extracting(Delivery::event)
                .containsExactly(id);
        receiver.answers(Receiver.status(204));

        assertThat(webhooks.replay(made.subscription().id(), id)).isTrue();

        await(() -> state(made, id) == State.DELIVERED);
        assertThat(receiver.messages.getLast().id()).isEqualTo(id);
    }

    @Test
    void a_receiver_that_says_when_is_asked_then() {
        receiver.answers(Receiver.status(429, "Retry-After", "7200"));
        Webhooks.WithSecret made = subscribe(receiver.url());
        dispatcher.start();
        String id = webhooks.test(made.subscription().id()).orElseThrow();

        awaitAttempts(made, id, 1);

        assertThat(delivery(made, id).next()).isEqualTo(START.plusSeconds(7_200));
    }

    @Test
    void a_receiver_that_is_gone_is_not_asked_again() {
        receiver.answers(Receiver.status(410));
        Webhooks.WithSecret made = subscribe(receiver.url());
        dispatcher.start();
        String id = webhooks.test(made.subscription().id()).orElseThrow();

        await(() -> state(made, id) == State.DEAD);
        assertThat(receiver.messages).hasSize(1);
    }

    @Test
    void redirects_are_not_followed() {
        Receiver elsewhere = closed(new Receiver());
        receiver.answers(Receiver.status(307, "Location", elsewhere.url().toString()));
        Webhooks.WithSecret made = subscribe(receiver.url());
        dispatcher.start();
        String id = webhooks.test(made.subscription().id()).orElseThrow();

        awaitAttempts(made, id, 1);

        assertThat(delivery(made, id).last().orElseThrow().status()).contains(307);
        assertThat(elsewhere.messages).isEmpty();
    }

    @Test
    void a_target_that_does_not_answer_delays_no_other() {
        Receiver silent = closed(new Receiver());
        var released = new CountDownLatch(1);
        silent.answers(_ -> released.await());
        Webhooks.WithSecret dead = subscribe(silent.url());
        Webhooks.WithSecret alive = subscribe(receiver.url());
        dispatcher.start();
        for (int i = 0; i < 20; i++) {
            webhooks.test(dead.subscription().id());
        }
        await(() -> silent.messages.size() == WebhookDispatcher.MOST_OF_ONE);

        String id = webhooks.test(alive.subscription().id()).orElseThrow();

        await(() -> state(alive, id) == State.DELIVERED);
        assertThat(silent.messages).hasSize(WebhookDispatcher.MOST_OF_ONE);
        released.countDown();
    }

    @Test
    void what_was_under_way_when_its_process_died_is_delivered_by_another() {
        Webhooks.WithSecret made = subscribe(receiver.url());
        String id = webhooks.test(made.subscription().id()).orElseThrow();
        Delivery begun = delivery(made, id);
        assertThat(deliveries.replace(begun, begun.begun(START.plusSeconds(30)))).isTrue();
        WebhookDispatcher another = dispatcher(true);

        another.start();
        pass(Duration.ofSeconds(31));

        await(() -> state(made, id) == State.DELIVERED);
        assertThat(delivery(made, id).attempts()).isEqualTo(2);
    }

    @Test
    void two_dispatchers_make_each_attempt_once() {
        Webhooks.WithSecret made = subscribe(receiver.url());
        var sent = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            sent.add(webhooks.test(made.subscription().id()).orElseThrow());
        }
        WebhookDispatcher another = dispatcher(true);
        dispatcher.start();
        another.start();

        await(() -> sent.stream().allMatch(id -> state(made, id) == State.DELIVERED));

        assertThat(receiver.messages)
                .extracting(Receiver.Message::id)
                .containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void a_private_address_is_not_reached_even_if_it_was_once_allowed() {
        Webhooks.WithSecret made = subscribe(receiver.url());
        WebhookDispatcher strict = dispatcher(false);
        strict.start();
        String id = webhooks.test(made.subscription().id()).orElseThrow();

        awaitAttempts(made, id, 1);

        assertThat(delivery(made, id).last().orElseThrow().error()).contains("address not public");
        assertThat(receiver.messages).isEmpty();
    }

    @Test
    void after_unsubscribing_nothing_comes() {
        receiver.answers(Receiver.status(500));
        Webhooks.WithSecret made = subscribe(receiver.url());
        dispatcher.start();
        String id = webhooks.test(made.subscription().id()).orElseThrow();
        awaitAttempts(made, id, 1);

        assertThat(webhooks.unsubscribe(made.subscription().id())).isTrue();
        pass(Duration.ofHours(1));

        Webhooks.WithSecret other = subscribe(receiver.url());
        receiver.answers(Receiver.status(204));
        String last = webhooks.test(other.subscription().id()).orElseThrow();
        await(() -> state(other, last) == State.DELIVERED);
        assertThat(receiver.messages).extracting(Receiver.Message::id).containsExactly(id, last);
    }

    private Webhooks.WithSecret subscribe(URI url) {
        return webhooks.subscribe(url, Set.of(), Optional.empty(), Set.of());
    }

    private WebhookDispatcher dispatcher(boolean privateAllowed) {
        var sender = closed(new WebhookSender(secrets, privateAllowed, 100, now::get));
        var made =
                new WebhookDispatcher(
                        subscriptions, deliveries, sender, new SimpleMeterRegistry(), now::get);
        open.add(made::stop);
        return made;
    }

    private Webhooks webhooks(WebhookDispatcher woken) {
        return new Webhooks(
                subscriptions,
                deliveries,
                woken,
                secrets,
                true,
                JsonMapper.builder().build(),
                () -> String.valueOf(ids.incrementAndGet()),
                now::get);
    }

    private <T extends AutoCloseable> T closed(T each) {
        open.add(each);
        return each;
    }

    private void pass(Duration length) {
        now.updateAndGet(before -> before.plus(length));
        dispatcher.wake();
    }

    private Delivery delivery(Webhooks.WithSecret to, String id) {
        return deliveries.find(to.subscription().id(), id).orElseThrow();
    }

    private State state(Webhooks.WithSecret to, String id) {
        return delivery(to, id).state();
    }

    /// The attempt has ended: the next is not the lease's end.
    private void awaitAttempts(Webhooks.WithSecret to, String id, int attempts) {
        await(() -> {
            Delivery found = delivery(to, id);
            return found.attempts() == attempts
                    && found.last().isPresent()
                    && (found.state() != State.WAITING
                            || !found.next().equals(now.get().plusSeconds(30)));
        });
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
