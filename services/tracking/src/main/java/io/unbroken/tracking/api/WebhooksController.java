package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.tracking.webhook.Delivery;
import io.unbroken.tracking.webhook.Subscription;
import io.unbroken.tracking.webhook.Webhooks;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who gets alerts by webhook, and what became of each.
@RestController
@RequestMapping("/api/webhooks")
class WebhooksController {

    private static final String USUAL_LIMIT = "50";
    private static final int MOST_ITEMS = 200;
    static final int LONGEST_URL = 2_000;
    static final int MOST_PRODUCTS = 20;
    static final int MOST_OVERLAP_DAYS = 7;
    private static final String THIS_WEBHOOK = "This webhook";

    private final ObjectProvider<Webhooks> webhooks;

    WebhooksController(ObjectProvider<Webhooks> webhooks) {
        this.webhooks = webhooks;
    }

    /// @param url https; http too where private addresses are allowed
    /// @param codes only these kinds of finding; all if absent or empty
    /// @param severity only what is at least this bad
    /// @param products only these; all if absent or empty
    record SubscriptionRequest(
            @NotBlank @Size(max = LONGEST_URL) String url,
            @Nullable Set<FindingCode> codes,
            @Nullable Severity severity,
            @Nullable @Size(max = MOST_PRODUCTS)
                    Set<@Size(max = JourneysController.LONGEST_TEXT) String> products) {}

    /// @param previousSecretUntil until when the secret before signs as well
    /// @param secret shown once; else null
    record SubscriptionView(
            String id,
            String url,
            Set<FindingCode> codes,
            @Nullable Severity severity,
            Set<String> products,
            Instant createdAt,
            @Nullable Instant previousSecretUntil,
            @Nullable String secret) {

        static SubscriptionView of(Subscription subscription, @Nullable String secret) {
            return new SubscriptionView(
                    subscription.id(),
                    subscription.url().toString(),
                    new TreeSet<>(subscription.codes()),
                    subscription.severity().orElse(null),
                    new TreeSet<>(subscription.products()),
                    subscription.createdAt(),
                    subscription.previousUntil().orElse(null),
                    secret);
        }
    }

    /// @param next when the next attempt is due; null if there is none
    /// @param status the last answer's; null if none came
    /// @param error what went wrong in a word; null if nothing did
    record DeliveryView(
            String event,
            String type,
            Delivery.State state,
            int attempts,
            Instant createdAt,
            @Nullable Instant next,
            @Nullable Instant lastAttempt,
            @Nullable Integer status,
            @Nullable String error) {

        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    delivery.event(),
                    delivery.type(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.createdAt(),
                    delivery.state() == Delivery.State.WAITING ? delivery.next() : null,
                    delivery.last().map(Delivery.Outcome::at).orElse(null),
                    delivery.last().flatMap(Delivery.Outcome::status).orElse(null),
                    delivery.last().flatMap(Delivery.Outcome::error).orElse(null));
        }
    }

    /// @param id of the message, as in `webhook-id`
    record SentView(String id) {}

    @Operation(
            summary = "Subscribes an address to alerts; the answer shows its secret, once",
            description =
                    "Messages are signed after Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature) and have the form"
                            + " AlertMessage, as the feed's `alert` events.")
    @PostMapping
    ResponseEntity<SubscriptionView> subscribe(@RequestBody @Valid SubscriptionRequest request) {
        try {
            Webhooks.WithSecret made =
                    webhooks()
                            .subscribe(
                                    URI.create(request.url()),
                                    orNone(request.codes()),
                                    Optional.ofNullable(request.severity()),
                                    orNone(request.products()));
            return ResponseEntity.created(URI.create("/api/webhooks/" + made.subscription().id()))
                    .cacheControl(CacheControl.noStore())
                    .body(SubscriptionView.of(made.subscription(), made.secret()));
        } catch (Webhooks.Refused refused) {
            throw new BadParameter("url", String.valueOf(refused.getMessage()));
        } catch (IllegalArgumentException malformed) {
            throw new BadParameter("url", "an https address");
        }
    }

    @Operation(summary = "All webhooks, without their secrets")
    @GetMapping
    List<SubscriptionView> all() {
        return webhooks().all().stream().map(each -> SubscriptionView.of(each, null)).toList();
    }

    @Operation(summary = "One webhook, without its secret")
    @GetMapping("/{id}")
    SubscriptionView one(@PathVariable String id) {
        return SubscriptionView.of(find(id), null);
    }

    @Operation(summary = "Ends a webhook, with all that waits for it")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unsubscribe(@PathVariable String id) {
        if (!webhooks().unsubscribe(id)) {
            throw new NotFound(THIS_WEBHOOK);
        }
    }

    @Operation(
            summary = "Gives a webhook a new secret, shown once",
            description = "The one before signs as well for `overlap`, 24 hours if absent.")
    @PostMapping("/{id}/secret")
    ResponseEntity<SubscriptionView> rotate(
            @PathVariable String id,
            @RequestParam
                    Optional<@DurationMin @DurationMax(days = MOST_OVERLAP_DAYS) Duration>
                            overlap) {
        return webhooks()
                .rotate(id, overlap.orElse(Webhooks.OVERLAP))
                .map(made ->
                        ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(SubscriptionView.of(made.subscription(), made.secret())))
                .orElseThrow(() -> new NotFound(THIS_WEBHOOK));
    }

    @Operation(summary = "Sends a message of type webhook.test")
    @PostMapping("/{id}/test")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SentView test(@PathVariable String id) {
        return webhooks().test(id).map(SentView::new).orElseThrow(() -> new NotFound(THIS_WEBHOOK));
    }

    @Operation(
            summary =
                    "What became of each message, the newest first; dead letters have the state DEAD")
    @GetMapping("/{id}/deliveries")
    PageView<DeliveryView> deliveries(
            @PathVariable String id,
            @RequestParam Optional<Delivery.State> state,
            @RequestParam(defaultValue = USUAL_LIMIT) @Min(1) @Max(MOST_ITEMS) int limit,
            @RequestParam Optional<String> cursor) {
        return PageView.of(
                webhooks().deliveries(find(id).id(), state, cursor, limit + 1),
                limit,
                Delivery::event,
                DeliveryView::of);
    }

    @Operation(summary = "Delivers again what was given up or delivered, under the same id")
    @PostMapping("/{id}/deliveries/{event}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SentView replay(@PathVariable String id, @PathVariable String event) {
        if (!webhooks().replay(find(id).id(), event)) {
            throw new NotFound("This delivery, or its end,");
        }
        return new SentView(event);
    }

    private Subscription find(String id) {
        return webhooks().find(id).orElseThrow(() -> new NotFound(THIS_WEBHOOK));
    }

    private Webhooks webhooks() {
        Webhooks found = webhooks.getIfAvailable();
        if (found == null) {
            throw new WebhooksOff();
        }
        return found;
    }

    private static <T> Set<T> orNone(@Nullable Set<T> some) {
        return some == null ? Set.of() : some;
    }

    /// Nobody has said where the key of the secrets lies.
    static final class WebhooksOff extends RuntimeException {}
}
