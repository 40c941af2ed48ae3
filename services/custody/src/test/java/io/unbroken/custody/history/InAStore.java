package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.PatientEnrolled;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.Retrieved;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.TherapyOrdered;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.OrderId;
import io.unbroken.custody.profile.ColdChainRule;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProductProfiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// A unit of any product that lies in stores, some hours in each, with a reading a minute.
final class InAStore {

    static final LoggerId LOGGER = Journeys.STORE_LOGGER;

    private final Journeys journey = new Journeys();
    private final ProductProfile profile;
    private final MaterialId material;
    private final PartyKind kind;
    private int stores;

    private InAStore(ProductProfile profile, MaterialId material, PartyKind kind) {
        this.profile = profile;
        this.material = material;
        this.kind = kind;
        journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                new TherapyOrdered(new OrderId("ORD-0001"), profile.id()));
        journey.say(
                Journeys.SITE, PartyKind.COLLECTION, new PatientEnrolled(Journeys.PATIENT, "3"));
    }

    /// What was collected for the product.
    static InAStore collected(ProductProfile profile) {
        var story = new InAStore(profile, Journeys.BAG, PartyKind.COLLECTION);
        story.journey.say(
                Journeys.SITE,
                PartyKind.COLLECTION,
                new MaterialCollected(
                        new Din("A999926000001"),
                        profile.startingMaterials().stream()
                                .findFirst()
                                .orElse(MaterialCollected.Procedure.APHERESIS),
                        story.journey.now(),
                        story.journey.now(),
                        List.of(new Unit(Journeys.BAG, 200))));
        return story;
    }

    /// The product itself.
    static InAStore product(ProductProfile profile) {
        var story = new InAStore(profile, Journeys.DOSE, PartyKind.MANUFACTURING);
        story.journey.say(
                Journeys.FACILITY,
                PartyKind.MANUFACTURING,
                new ProductFormulated(
                        Journeys.LOT,
                        List.of(new Unit(Journeys.DOSE, 70)),
                        Journeys.START.plus(Duration.ofDays(300))));
        return story;
    }

    ColdChainRule rule() {
        return kind == PartyKind.COLLECTION ? profile.collected() : profile.product();
    }

    /// The unit lies in a store for that long, at these hundredths of a degree, by the minute.
    InAStore lies(Duration length, IntUnaryOperator hundredths) {
        stores++;
        var store = new EquipmentId("STORE-" + stores);
        journey.say(
                kind == PartyKind.COLLECTION ? Journeys.SITE : Journeys.FACILITY,
                kind,
                new Stored(List.of(material), store, List.of(LOGGER)));
        Instant from = journey.now();
        journey.waits(length.minus(Duration.ofHours(1)));
        journey.say(
                kind == PartyKind.COLLECTION ? Journeys.SITE : Journeys.FACILITY,
                kind,
                new Retrieved(List.of(material), store));
        var samples = new ArrayList<Sample>();
        for (int minute = 0; minute <= length.toMinutes(); minute++) {
            samples.add(
                    new Sample(
                            from.plus(Duration.ofMinutes(minute)),
                            new Celsius(hundredths.applyAsInt(minute))));
        }
        journey.readings().merge(LOGGER, Readings.of(samples), Readings::union);
        return this;
    }

    Journeys journey() {
        return journey;
    }

    History history() {
        return History.derive(
                Journeys.COI,
                journey.events(),
                ProductProfiles.of(List.of(profile)),
                journey.readings(),
                List.of());
    }
}
