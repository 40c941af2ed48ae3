package io.unbroken.tracking;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.unbroken.tracking.settings.WebhookProperties;
import io.unbroken.tracking.webhook.DeliveryStore;
import io.unbroken.tracking.webhook.SubscriptionStore;
import io.unbroken.tracking.webhook.WebhookChannel;
import io.unbroken.tracking.webhook.WebhookDispatcher;
import io.unbroken.tracking.webhook.WebhookKeyFile;
import io.unbroken.tracking.webhook.WebhookSecrets;
import io.unbroken.tracking.webhook.WebhookSender;
import io.unbroken.tracking.webhook.Webhooks;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.json.JsonMapper;

/// Puts webhooks together, where a key for their secrets is configured.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${unbroken.tracking.webhooks.key-file:}'.isBlank()")
class WebhookConfiguration {

    @Bean
    SubscriptionStore subscriptionStore(MongoDatabase database) {
        return new SubscriptionStore(database);
    }

    @Bean
    DeliveryStore deliveryStore(MongoDatabase database) {
        return new DeliveryStore(database);
    }

    @Bean
    WebhookSecrets webhookSecrets(WebhookProperties properties) {
        return new WebhookSecrets(
                WebhookKeyFile.loadOrCreate(Path.of(properties.keyFile()), new SecureRandom()));
    }

    @Bean(destroyMethod = "close")
    WebhookSender webhookSender(
            WebhookSecrets secrets, WebhookProperties properties, InstantSource clock) {
        return new WebhookSender(
                secrets,
                properties.privateAddresses(),
                Webhooks.MOST * WebhookDispatcher.MOST_OF_ONE,
                clock);
    }

    @Bean
    WebhookDispatcher webhookDispatcher(
            SubscriptionStore subscriptions,
            DeliveryStore deliveries,
            WebhookSender sender,
            MeterRegistry meters,
            InstantSource clock) {
        return new WebhookDispatcher(subscriptions, deliveries, sender, meters, clock);
    }

    @Bean
    @Order(1)
    WebhookChannel webhookChannel(
            SubscriptionStore subscriptions,
            DeliveryStore deliveries,
            WebhookDispatcher dispatcher,
            JsonMapper json,
            InstantSource clock) {
        return new WebhookChannel(subscriptions, deliveries, dispatcher, json, clock);
    }

    @Bean
    Webhooks webhooks(
            SubscriptionStore subscriptions,
            DeliveryStore deliveries,
            WebhookDispatcher dispatcher,
            WebhookSecrets secrets,
            WebhookProperties properties,
            JsonMapper json,
            InstantSource clock) {
        return new Webhooks(
                subscriptions,
                deliveries,
                dispatcher,
                secrets,
                properties.privateAddresses(),
                json,
                () -> UUID.randomUUID().toString().replace("-", ""),
                clock);
    }

    @Bean
    SmartLifecycle delivering(WebhookDispatcher dispatcher) {
        return new Delivering(dispatcher);
    }

    private static final class Delivering implements SmartLifecycle {

        private final WebhookDispatcher dispatcher;
        private volatile boolean running;

        Delivering(WebhookDispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        public void start() {
            running = true;
            dispatcher.start();
        }

        @Override
        public void stop() {
            dispatcher.stop();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
