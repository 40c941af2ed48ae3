package io.unbroken.manufacturing.journeys;

import io.unbroken.capture.following.EventsFollower;
import io.unbroken.capture.following.Followers;
import io.unbroken.capture.following.Journeys;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.event.Fact.Cryopreserved;
import io.unbroken.custody.event.Fact.Discarded;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.ManufacturingStepCompleted;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.ReceiptInspected;
import io.unbroken.custody.event.Fact.Retrieved;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.PartyId;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JourneysConfiguration {

    /// Longer than from collection to the day when the product leaves.
    private static final Duration DAYS = Duration.ofDays(120);

    /// Who the patient is, even by token, is nothing that a facility works with.
    @Bean
    Journeys journeys(CaptureProperties properties, Clock clock) {
        return new Journeys(
                new PartyId(properties.party()),
                Set.of(
                        TherapyOrdered.class,
                        MaterialCollected.class,
                        Packed.class,
                        HandoffReleased.class,
                        HandoffAccepted.class,
                        Unpacked.class,
                        ReceiptInspected.class,
                        Stored.class,
                        Retrieved.class,
                        LotStarted.class,
                        ManufacturingStepCompleted.class,
                        ProductFormulated.class,
                        Cryopreserved.class,
                        QcResultReported.class,
                        LotDecided.class,
                        LabelPrinted.class,
                        LabelsReconciled.class,
                        Discarded.class),
                clock);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    EventsFollower journeysFollower(Followers followers, Journeys journeys) {
        return followers.follower(
                "journeys",
                Set.of(PartyKind.COLLECTION, PartyKind.COURIER, PartyKind.MANUFACTURING),
                DAYS,
                journeys);
    }
}
