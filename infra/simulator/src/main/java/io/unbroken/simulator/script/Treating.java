package io.unbroken.simulator.script;

import io.unbroken.custody.event.Fact.IdentityConfirmed;
import io.unbroken.custody.event.Fact.IdentityConfirmed.Purpose;
import io.unbroken.custody.event.Fact.LymphodepletionGiven;
import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.ProductInfused;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.ThawCompleted;
import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import java.time.Instant;
import java.util.List;

/// At the infusion centre: store, lymphodepletion, two people at the bedside, thaw, infusion.
final class Treating {

    private static final String WARD = "scanner-seeblick-1";
    private static final String SECOND = "scanner-seeblick-4";
    private static final int DAYS = 3;

    private final Pen pen;
    private final Incident incident;

    Treating(Pen pen, Incident incident) {
        this.pen = pen;
        this.incident = incident;
    }

    void store(List<MaterialId> product, EquipmentId store, LoggerId logger) {
        pen.says(Actor.NURSE_1, WARD, new Stored(product, store, List.of(logger)));
    }

    void lymphodepletion() {
        pen.hours(18, 36);
        for (int day = 1; day <= DAYS; day++) {
            pen.says(
                    Actor.PHYSICIAN,
                    "desk-seeblick-2",
                    new LymphodepletionGiven("fludarabine", day, DAYS));
            pen.hours(23, 25);
        }
        pen.hours(18, 30);
    }

    void confirm(List<MaterialId> product) {
        pen.minutes(3, 8);
        if (incident == Incident.WRONG_LABEL || incident == Incident.SCAN_CORRECTED) {
            CoiId other = anotherChain();
            EventId wrong =
                    confirmed(
                            Actor.NURSE_1,
                            WARD,
                            List.of(new MaterialLabel(other, new MaterialId("LOT-99-0000/1"))),
                            other);
            if (incident == Incident.SCAN_CORRECTED) {
                new Closing(pen, incident).strikeOut(wrong);
            }
            pen.minutes(2, 4);
        }
        List<MaterialLabel> labels =
                product.stream().map(m -> new MaterialLabel(pen.coi(), m)).toList();
        confirmed(Actor.NURSE_1, WARD, labels, pen.coi());
        pen.minutes(1, 4);
        confirmed(Actor.NURSE_2, SECOND, labels, pen.coi());
    }

    void thawAndInfuse(List<MaterialId> product) {
        for (MaterialId bag : product) {
            pen.minutes(4, 10);
            pen.says(Actor.NURSE_1, WARD, new ThawStarted(bag));
            pen.minutes(4, 8);
            pen.says(Actor.NURSE_1, WARD, new ThawCompleted(bag));
            pen.minutes(5, 12);
            Instant started = pen.now();
            pen.minutes(10, 20);
            pen.says(
                    Actor.PHYSICIAN,
                    WARD,
                    new ProductInfused(bag, started, pen.now(), 60, ProductInfused.Amount.WHOLE));
        }
    }

    private EventId confirmed(
            Actor nurse, String device, List<MaterialLabel> labels, CoiId scanned) {
        return pen.says(
                nurse,
                device,
                new IdentityConfirmed(Purpose.INFUSION, pen.patient(), labels),
                List.of(new Scan(Symbology.DATA_MATRIX, scanned.scan())));
    }

    /// A chain that another facility's example number issued, so that it is nobody's here.
    private CoiId anotherChain() {
        return CoiId.issue("A9998", 26, 900_000 + pen.random().nextInt(1000));
    }
}
