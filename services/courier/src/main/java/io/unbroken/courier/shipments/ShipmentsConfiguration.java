package io.unbroken.courier.shipments;

import io.unbroken.capture.following.EventsFollower;
import io.unbroken.capture.following.Followers;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.PartyId;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShipmentsConfiguration {

    /// Longer than any shipment is under way.
    private static final Duration DAYS = Duration.ofDays(30);

    @Bean
    Shipments shipments(CaptureProperties properties, Clock clock) {
        return new Shipments(new PartyId(properties.party()), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    EventsFollower shipmentsFollower(Followers followers, Shipments shipments) {
        return followers.follower("shipments", EnumSet.allOf(PartyKind.class), DAYS, shipments);
    }
}
