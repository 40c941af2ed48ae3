package io.unbroken.custody.history;

import io.unbroken.custody.finding.FindingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds units that were for too long in no shipper and in no store, so that no logger speaks for them (DOMAIN I-20).
record Unwatched(List<Carriage> carriages, Treatment treatment, Findings findings) {

    /// A shift's work at a bench or a bed is within it; a night in a place that nobody tells of is not.
    static final Duration LONGEST = Duration.ofHours(8);

    void judge(List<Material> materials) {
        materials.forEach(this::judge);
    }

    private void judge(Material material) {
        if (material.custody().isEmpty()) {
            return;
        }
        Instant since = material.custody().getFirst().from();
        List<Carriage> its =
                carriages.stream()
                        .filter(carriage -> carriage.materials().contains(material.id()))
                        .sorted(Comparator.comparing(Carriage::from))
                        .toList();
        for (Carriage carriage : its) {
            judge(material, since, carriage.from());
            if (carriage.until().isEmpty()) {
                return;
            }
            since = later(since, carriage.until().get());
        }
        Instant last = since;
        used(material).ifPresent(used -> judge(material, last, used));
    }

    private void judge(Material material, Instant from, Instant until) {
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            findings.add(
                    FindingCode.LOGGER_MISSING,
                    material.id(),
                    "It was in no shipper and no store from %s to %s, which is longer than %d h."
                            .formatted(from, until, LONGEST.toHours()),
                    List.of());
        }
    }

    /// When it was used or thawed, whichever is earlier; from then on its own clock runs.
    private Optional<Instant> used(Material material) {
        return Stream.concat(
                        material.end().map(Material.End::at).stream(),
                        treatment.thaws().stream()
                                .filter(thaw -> thaw.material().equals(material.id()))
                                .map(Treatment.Thaw::started))
                .min(Comparator.naturalOrder());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
