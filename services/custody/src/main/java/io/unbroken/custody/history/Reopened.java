package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Cryopreserved;
import io.unbroken.custody.event.Fact.LotDecided;
import io.unbroken.custody.event.Fact.LotStarted;
import io.unbroken.custody.event.Fact.ManufacturingStepCompleted;
import io.unbroken.custody.event.Fact.ProductFormulated;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LotId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A release rests on what quality knew. What is corrected in the lot afterwards opens it again, until quality has decided anew.
final class Reopened {

    private Reopened() {}

    /// @param corrected since when each event counts as something else
    static void judge(Map<SignedEvent, Instant> corrected, List<Lot> lots, Findings findings) {
        for (Lot lot : lots) {
            Optional<Instant> released =
                    lot.decisions().stream()
                            .filter(each ->
                                    each.decided().decision() == LotDecided.Decision.RELEASED)
                            .map(Lot.Decision::at)
                            .max(Instant::compareTo);
            var later = new TreeSet<EventId>();
            corrected.forEach((event, since) -> {
                if (of(event.event().fact(), lot.id())
                        && released.filter(since::isAfter).isPresent()) {
                    later.add(event.event().id());
                }
            });
            if (!later.isEmpty()) {
                findings.add(
                        FindingCode.RELEASE_REOPENED,
                        lot.id(),
                        "What the lot was released on was corrected after its release.",
                        later);
            }
        }
    }

    private static boolean of(Fact fact, LotId lot) {
        return Stream.of(fact)
                .<LotId>mapMulti((said, lots) -> {
                    if (said instanceof LotStarted started) {
                        lots.accept(started.lot());
                    } else if (said instanceof ManufacturingStepCompleted step) {
                        lots.accept(step.lot());
                    } else if (said instanceof ProductFormulated formulated) {
                        lots.accept(formulated.lot());
                    } else if (said instanceof Cryopreserved frozen) {
                        lots.accept(frozen.lot());
                    } else if (said instanceof QcResultReported result) {
                        lots.accept(result.lot());
                    }
                })
                .anyMatch(lot::equals);
    }
}
