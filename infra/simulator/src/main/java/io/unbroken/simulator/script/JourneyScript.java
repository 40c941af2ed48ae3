package io.unbroken.simulator.script;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.Discarded;
import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.IdentityConfirmed.Purpose;
import io.unbroken.custody.event.Fact.LabelsReconciled;
import io.unbroken.custody.event.Fact.MaterialCollected;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Retrieved;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import io.unbroken.custody.sensing.Screening;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.simulator.logger.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An autologous CAR-T journey from identity check and apheresis to infusion, or to discard if quality rejects the lot
/// (DOMAIN 5.2, steps 7 to 34).
final class JourneyScript {

    private static final String PRODUCT_CODE = "S1128V";
    private static final String CHAIR = "scanner-lindenhof-2";
    private static final EquipmentId CENTRE_STORE = new EquipmentId("LN2-SEEBLICK-1");

    private final JourneyPlan plan;
    private final Pen pen;
    private final Din din;
    private final Carriages carriages;

    JourneyScript(JourneyPlan plan, CoiId coi, PatientToken patient) {
        this.plan = plan;
        this.pen = new Pen(plan.ids(), coi, patient, plan.begins(), plan.ahead());
        this.din = plan.ids().din();
        this.carriages = new Carriages(plan);
    }

    List<Step> steps() {
        pen.hours(12, 36);
        List<MaterialId> collected = collect();
        Instant collectedAt = pen.now();
        travelFresh(collected);
        var making = new Making(pen, plan.incident());
        List<MaterialId> product = making.make(collected);
        Instant stored = making.store(product);
        making.test();
        making.decide(product);
        pen.hours(8, 20);
        if (plan.incident().ends()) {
            discard(product, stored);
        } else {
            Instant retrieved = retrieve(Actor.MANUFACTURING, Making.STORE, product);
            storeReadings(Actor.MANUFACTURING, "store-made", stored, retrieved);
            travelFrozen(product);
            infuse(product);
            new Closing(pen, plan.incident()).close(collectedAt);
        }
        return Delays.of(plan.incident(), plan.ids().random()).apply(pen.steps());
    }

    private List<MaterialId> collect() {
        List<String> divisions = pen.random().nextInt(3) == 0 ? List.of("A0", "B0") : List.of("00");
        List<MaterialId> materials =
                divisions.stream()
                        .map(division -> new MaterialId(din + "-" + PRODUCT_CODE + division))
                        .toList();
        var confirmed = new IdentityConfirmed(Purpose.COLLECTION, pen.patient(), labels(materials));
        pen.says(Actor.COLLECTION, CHAIR, confirmed, chairScans());
        pen.minutes(2, 6);
        pen.says(Actor.COLLECTION, "scanner-lindenhof-5", confirmed, chairScans());
        pen.minutes(15, 30);
        Instant started = pen.now();
        pen.minutes(180, 260);
        List<Unit> units =
                materials.stream().map(m -> new Unit(m, pen.random().nextInt(90, 240))).toList();
        pen.says(
                Actor.COLLECTION,
                CHAIR,
                new MaterialCollected(
                        din, MaterialCollected.Procedure.APHERESIS, started, pen.now(), units),
                chairScans());
        pen.minutes(10, 30);
        int spoiled = pen.random().nextInt(2);
        int applied = 2 * materials.size();
        pen.says(
                Actor.COLLECTION, CHAIR, new LabelsReconciled(applied + spoiled, applied, spoiled));
        pen.minutes(20, 50);
        return materials;
    }

    private void travelFresh(List<MaterialId> collected) {
        LoggerId logger =
                plan.export().map(LoggerExport::logger).orElseGet(() -> pen.ids().logger("fresh"));
        var way =
                new Travelling(
                        pen,
                        "fresh",
                        Travelling.End.SITE,
                        Travelling.End.FACILITY,
                        pen.ids().shipper("BOX"),
                        pen.ids().seal("fresh"),
                        logger,
                        collected);
        Instant packed = pen.now();
        way.travel();
        if (plan.export().isPresent()) {
            LoggerExport export = plan.export().get();
            pen.uploads(Actor.COURIER, logger, export.text(), export.samples());
            return;
        }
        List<Batch> batches = carriages.box(stay(packed, unpacked()), since(packed)).batches();
        pen.measures(Actor.COURIER, logger, batches);
        pen.minutes(30, 60);
        if (plan.incident() == Incident.GAP_FILLED) {
            List<Sample> samples = samples(batches);
            pen.uploads(Actor.COURIER, logger, csv(samples), samples);
        }
    }

    private void travelFrozen(List<MaterialId> product) {
        LoggerId logger = pen.ids().logger("frozen");
        pen.minutes(5, 12);
        Instant packed = pen.now();
        new Travelling(
                        pen,
                        "frozen",
                        Travelling.End.FACILITY,
                        Travelling.End.CENTRE,
                        pen.ids().shipper("DRY"),
                        pen.ids().seal("frozen"),
                        logger,
                        product)
                .travel();
        pen.measures(
                Actor.COURIER,
                logger,
                carriages.dryShipper(stay(packed, unpacked()), since(packed)).batches());
        pen.minutes(3, 8);
    }

    private void infuse(List<MaterialId> product) {
        var treating = new Treating(pen, plan.incident());
        Instant stored = pen.now();
        treating.store(product, CENTRE_STORE, pen.ids().logger("store-kept"));
        treating.lymphodepletion();
        Instant retrieved = retrieve(Actor.NURSE_1, CENTRE_STORE, product);
        storeReadings(Actor.NURSE_1, "store-kept", stored, retrieved);
        treating.confirm(product);
        treating.thawAndInfuse(product);
    }

    private void discard(List<MaterialId> product, Instant stored) {
        Instant retrieved = retrieve(Actor.MANUFACTURING, Making.STORE, product);
        storeReadings(Actor.MANUFACTURING, "store-made", stored, retrieved);
        pen.minutes(20, 60);
        pen.says(
                Actor.MANUFACTURING,
                Making.SCANNER,
                new Discarded(product, Discarded.Reason.REJECTED));
    }

    private Instant retrieve(Actor actor, EquipmentId store, List<MaterialId> materials) {
        pen.says(
                actor,
                "scanner-" + store.value().toLowerCase(Locale.ROOT),
                new Retrieved(materials, store));
        return pen.now();
    }

    private void storeReadings(Actor at, String logger, Instant from, Instant until) {
        pen.measures(
                monitoring(at),
                pen.ids().logger(logger),
                carriages.store(logger, stay(from, until)).batches());
    }

    /// Through which service a store's monitoring system sends: the facility's has no door for loggers, the courier's, who
    /// maintains the loggers, has.
    private static Actor monitoring(Actor at) {
        return at == Actor.MANUFACTURING ? Actor.COURIER : at;
    }

    /// When the shipper was opened: the time of the last but one event, for inspection follows.
    private Instant unpacked() {
        List<Step> steps = pen.steps();
        var unpacked = (Step.Scanned) steps.get(steps.size() - 2);
        return unpacked.event().eventTime();
    }

    /// What was said since then.
    private List<Event> since(Instant packed) {
        return pen.steps().stream()
                .filter(step -> step instanceof Step.Scanned)
                .map(step -> ((Step.Scanned) step).event())
                .filter(event -> !event.eventTime().isBefore(packed))
                .toList();
    }

    private static Interval stay(Instant from, Instant until) {
        return new Interval(from, until);
    }

    /// What the logger's own memory has.
    private static List<Sample> samples(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch ->
                        Screening.of(
                                batch.readings(),
                                TemperatureUnit.CELSIUS,
                                Optional.of(batch.clock()))
                                .samples()
                                .stream())
                .toList();
    }

    private static String csv(List<Sample> samples) {
        var text = new StringBuilder("time_utc,celsius\n");
        samples.forEach(
                s -> text.append(s.time()).append(',').append(s.temperature()).append('\n'));
        return text.toString();
    }

    private List<MaterialLabel> labels(List<MaterialId> materials) {
        return materials.stream().map(m -> new MaterialLabel(pen.coi(), m)).toList();
    }

    private List<Scan> chairScans() {
        return List.of(
                new Scan(Symbology.DATA_MATRIX, pen.coi().scan()),
                new Scan(Symbology.CODE_128, din.scan()));
    }
}
