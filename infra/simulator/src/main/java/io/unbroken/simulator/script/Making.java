package io.unbroken.simulator.script;

import io.unbroken.custody.event.Fact.Cryopreserved;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LotDecided.Decision;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.ManufacturingStepCompleted;
import io.unbroken.custody.event.Fact.ManufacturingStepCompleted.Step;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.Fact.QcResultReported.Test;
import io.unbroken.custody.event.Fact.QcResultReported.TestOutcome;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// At the facility: from the opened lot to quality's decision.
final class Making {

    static final EquipmentId STORE = new EquipmentId("LN2-RHEINTAL-2");
    static final String SCANNER = "scanner-facility-rheintal";

    private static final Duration SHELF_LIFE = Duration.ofDays(365);

    private final Pen pen;
    private final Incident incident;
    private final LotId lot;

    Making(Pen pen, Incident incident) {
        this.pen = pen;
        this.incident = incident;
        this.lot = pen.ids().lot();
    }

    /// Makes product bags of the collected ones.
    List<MaterialId> make(List<MaterialId> collected) {
        pen.hours(1, 3);
        pen.says(Actor.MANUFACTURING, SCANNER, new LotStarted(lot, collected));
        step(Step.SELECTION, "MACS-3", Duration.ofHours(5), Duration.ofHours(8));
        step(Step.ACTIVATION, "INC-11", Duration.ofHours(20), Duration.ofHours(26));
        step(Step.TRANSDUCTION, "INC-11", Duration.ofHours(18), Duration.ofHours(26));
        step(Step.EXPANSION, "BIO-4", Duration.ofDays(5), Duration.ofDays(7));
        step(Step.HARVEST, "MACS-3", Duration.ofHours(3), Duration.ofHours(5));
        pen.hours(1, 2);
        int bags = pen.random().nextInt(1, 4);
        List<Unit> units =
                IntStream.rangeClosed(1, bags)
                        .mapToObj(n -> new Unit(new MaterialId(lot + "/" + n), 60))
                        .toList();
        pen.says(
                Actor.MANUFACTURING,
                SCANNER,
                new ProductFormulated(lot, units, pen.now().plus(SHELF_LIFE)));
        return units.stream().map(Unit::material).toList();
    }

    /// Freezes the bags and puts them into the store.
    Instant store(List<MaterialId> product) {
        pen.minutes(20, 40);
        Instant started = pen.now();
        pen.minutes(90, 120);
        pen.says(
                Actor.MANUFACTURING,
                SCANNER,
                new Cryopreserved(lot, product, new EquipmentId("CRF-2"), started, pen.now()));
        pen.minutes(5, 12);
        pen.says(
                Actor.MANUFACTURING,
                SCANNER,
                new Stored(product, STORE, List.of(pen.ids().logger("store-made"))));
        return pen.now();
    }

    void test() {
        for (Test test : Test.values()) {
            pen.hours(10, 20);
            boolean fails = test == Test.STERILITY && incident == Incident.STERILITY_FAILED;
            pen.says(
                    Actor.QUALITY,
                    "laboratory-1",
                    new QcResultReported(
                            lot,
                            test,
                            value(test),
                            unit(test),
                            "M-" + test + " v3",
                            fails ? TestOutcome.FAIL : TestOutcome.PASS));
        }
    }

    void decide(List<MaterialId> product) {
        pen.hours(4, 20);
        boolean rejected = incident.ends();
        pen.says(
                Actor.QUALITY,
                "desk-quality-1",
                new LotDecided(
                        lot,
                        rejected ? Decision.REJECTED : Decision.RELEASED,
                        product,
                        rejected
                                ? "I reject this lot; it may not be used."
                                : "I release this lot for its patient."));
    }

    private void step(Step step, String equipment, Duration least, Duration most) {
        pen.minutes(20, 90);
        Instant started = pen.now();
        pen.pass(least, most);
        Optional<LotId> vector =
                step == Step.TRANSDUCTION ? Optional.of(pen.ids().vectorLot()) : Optional.empty();
        pen.says(
                Actor.MANUFACTURING,
                SCANNER,
                new ManufacturingStepCompleted(
                        lot, step, started, pen.now(), new EquipmentId(equipment), vector));
    }

    private Optional<BigDecimal> value(Test test) {
        return switch (test) {
            case VIABILITY -> Optional.of(BigDecimal.valueOf(pen.random().nextInt(820, 970), 1));
            case POTENCY -> Optional.of(BigDecimal.valueOf(pen.random().nextInt(350, 900), 1));
            case TRANSDUCTION_EFFICIENCY ->
                    Optional.of(BigDecimal.valueOf(pen.random().nextInt(200, 600), 1));
            case IDENTITY, STERILITY, REPLICATION_COMPETENT_VIRUS -> Optional.empty();
        };
    }

    private static String unit(Test test) {
        return switch (test) {
            case VIABILITY, POTENCY, TRANSDUCTION_EFFICIENCY -> "%";
            case IDENTITY, STERILITY, REPLICATION_COMPETENT_VIRUS -> "";
        };
    }
}
