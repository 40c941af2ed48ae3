package io.unbroken.tracking.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.unbroken.tracking.webhook.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the attempts that are due. Each target has a few at once and no more, so that one that does not answer delays no other; several
/// instances share the work, for whoever begins an attempt puts the next one off first.
public final class WebhookDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

    /// At once to one target.
    public static final int MOST_OF_ONE = 4;

    /// Longer than an attempt can take: after a crash it is begun again by then.
    private static final Duration LEASE = Duration.ofSeconds(30);

    /// What another instance put there, or what is due again, is seen by then.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 100;

    /// Enough to look up what was delivered after a weekend.
    private static final Duration DELIVERED_KEPT = Duration.ofDays(7);

    /// Dead letters are somebody's to replay.
    private static final Duration DEAD_KEPT = Duration.ofDays(30);

    private static final Duration BETWEEN_REMOVALS = Duration.ofHours(1);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

    private final SubscriptionStore subscriptions;
    private final DeliveryStore deliveries;
    private final WebhookSender sender;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Semaphore woken = new Semaphore(0);
    private final Map<String, Integer> inFlight = new HashMap<>();
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("webhooks").unstarted(this::run);
    private Instant removed = Instant.MIN;
    private volatile boolean stopping;

    public WebhookDispatcher(
            SubscriptionStore subscriptions,
            DeliveryStore deliveries,
            WebhookSender sender,
            MeterRegistry meters,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.sender = sender;
        this.meters = meters;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    public void stop() {
        stopping = true;
        wake();
        attempts.shutdown();
        try {
            if (thread.isAlive()) {
                thread.join(LONGEST_STOP);
            }
            // Attempts that are cut off are made again under the same id.
            if (!attempts.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                attempts.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Something may be due.
    void wake() {
        woken.release();
    }

    private void run() {
        while (!stopping) {
            Duration rest = BETWEEN_LOOKS;
            try {
                look();
            } catch (RuntimeException failure) {
                if (stopping) {
                    return;
                }
                rest = PAUSE;
                LOG.warn("Webhooks wait, and go on in {}. Check the store.", rest, failure);
            }
            if (!await(rest)) {
                return;
            }
        }
    }

    private boolean await(Duration rest) {
        try {
            if (woken.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private void look() {
        Instant now = clock.instant();
        if (removed.isBefore(now.minus(BETWEEN_REMOVALS))) {
            removed = now;
            deliveries.removeEnded(State.DELIVERED, now.minus(DELIVERED_KEPT));
            deliveries.removeEnded(State.DEAD, now.minus(DEAD_KEPT));
        }
        boolean begun;
        do {
            begun = false;
            for (Delivery due : deliveries.due(now, busy(), MOST_AT_ONCE)) {
                begun |= begin(due);
            }
        } while (begun && !stopping);
    }

    private Set<String> busy() {
        synchronized (inFlight) {
            return inFlight.entrySet().stream()
                    .filter(each -> each.getValue() >= MOST_OF_ONE)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private boolean begin(Delivery due) {
        if (!enter(due.subscription())) {
            return false;
        }
        Delivery begun = due.begun(millis(clock.instant().plus(LEASE)));
        boolean ours = false;
        try {
            Optional<Subscription> to = subscriptions.find(due.subscription());
            if (to.isEmpty()) {
                deliveries.removeAll(due.subscription());
                return false;
            }
            ours = deliveries.replace(due, begun);
            if (ours) {
                attempts.execute(() -> attempt(to.get(), begun));
            }
            return ours;
        } finally {
            if (!ours) {
                leave(due.subscription());
            }
        }
    }

    private void attempt(Subscription to, Delivery begun) {
        try {
            WebhookSender.Answer answer = sender.send(to, begun);
            Delivery ended = ended(begun, answer);
            meters.counter("unbroken.webhook.attempts", "state", ended.state().name()).increment();
            if (ended.state() == State.DEAD) {
                LOG.warn(
                        "Webhook {} did not take {} in {} attempts. See GET /api/webhooks/{}/deliveries?state=DEAD.",
                        to.id(),
                        begun.event(),
                        begun.attempts(),
                        to.id());
            }
            // One that was slower than its lease has lost it, and the other attempt counts.
            var _ = deliveries.replace(begun, ended);
        } catch (RuntimeException storeAway) {
            LOG.warn("What came of a delivery is not kept, and it is made again.", storeAway);
        } finally {
            leave(to.id());
            wake();
        }
    }

    private Delivery ended(Delivery begun, WebhookSender.Answer answer) {
        Instant now = clock.instant();
        if (answer.taken()) {
            return begun.ended(State.DELIVERED, answer.outcome(), begun.next());
        }
        if (answer.gone() || begun.attempts() >= RetrySchedule.MOST_ATTEMPTS) {
            return begun.ended(State.DEAD, answer.outcome(), begun.next());
        }
        Duration wait =
                answer.retryAfter()
                        .map(asked -> RetrySchedule.after(begun.attempts(), begun.id(), asked))
                        .orElseGet(() -> RetrySchedule.after(begun.attempts(), begun.id()));
        return begun.ended(State.WAITING, answer.outcome(), now.plus(wait));
    }

    private boolean enter(String subscription) {
        synchronized (inFlight) {
            int now = inFlight.getOrDefault(subscription, 0);
            if (now >= MOST_OF_ONE) {
                return false;
            }
            inFlight.put(subscription, now + 1);
            return true;
        }
    }

    private void leave(String subscription) {
        synchronized (inFlight) {
            inFlight.computeIfPresent(subscription, (_, now) -> now > 1 ? now - 1 : null);
        }
    }

    /// As exact as the store keeps it: what is put off is found again by it.
    private static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }
}
