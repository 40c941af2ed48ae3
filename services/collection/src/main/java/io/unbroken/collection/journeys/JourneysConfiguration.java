package io.unbroken.collection.journeys;

import io.unbroken.capture.following.EventsFollower;
import io.unbroken.capture.following.Followers;
import io.unbroken.capture.following.Journeys;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.event.Fact.Discarded;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.PartyId;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JourneysConfiguration {

    /// Longer than it is from enrolment to the courier.
    private static final Duration DAYS = Duration.ofDays(90);

    @Bean
    Journeys journeys(CaptureProperties properties, Clock clock) {
        return new Journeys(
                new PartyId(properties.party()),
                Set.of(
                        TherapyOrdered.class,
                        PatientEnrolled.class,
                        IdentityConfirmed.class,
                        MaterialCollected.class,
                        LabelPrinted.class,
                        LabelsReconciled.class,
                        Packed.class,
                        HandoffReleased.class,
                        HandoffAccepted.class,
                        Discarded.class),
                clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    EventsFollower journeysFollower(Followers followers, Journeys journeys) {
        return followers.follower(
                "journeys", Set.of(PartyKind.COLLECTION, PartyKind.COURIER), DAYS, journeys);
    }
}
