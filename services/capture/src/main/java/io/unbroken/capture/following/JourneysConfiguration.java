package io.unbroken.capture.following;

import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.identity.PartyId;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// For services whose configuration says which journeys are at hand.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(JourneysConfiguration.ASKED_FOR)
class JourneysConfiguration {

    static final String ASKED_FOR = "unbroken.journeys.since";

    /// A quarter of the heap: what is told needs as much again for a moment, and the service has other work.
    private static final int PART_OF_THE_HEAP = 4;

    @Bean
    JourneysProperties journeysProperties(Environment environment) {
        return Binder.get(environment).bind("unbroken.journeys", JourneysProperties.class).get();
    }

    @Bean
    Journeys journeys(CaptureProperties capture, JourneysProperties read, Clock clock) {
        return new Journeys(
                new PartyId(capture.party()),
                read.needed(),
                Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP,
                clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    EventsFollower journeysFollower(
            Followers followers, JourneysProperties read, Journeys journeys) {
        return followers.follower("journeys", read.kinds(), read.since(), journeys);
    }
}
