package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.Excursion;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.profile.ExcursionLimits;
import io.unbroken.custody.status.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Adds up how long and how often units were out of range, over all their carriers.
final class Exposures {

    private final Map<MaterialId, Sum> sums = new TreeMap<>(IdentifierOrder.BY_VALUE);

    /// Adds what the loggers of one carrier tell; carriages in the order of their beginning.
    ///
    /// @param speaking those of its legs that speak for the others
    void add(
            Carriage carriage,
            ExcursionLimits limits,
            List<ThermalLeg> legs,
            List<ThermalLeg> speaking) {
        Share share = Share.of(legs, speaking);
        carriage.materials()
                .forEach(material ->
                        sums.computeIfAbsent(material, _ -> new Sum(limits))
                                .add(carriage.carrier(), limits, share));
    }

    /// By unit.
    List<Exposure> all() {
        return sums.entrySet().stream().map(each -> each.getValue().of(each.getKey())).toList();
    }

    /// What more than one carriage together make of too much; that of one alone is found there.
    Map<MaterialId, List<Judged>> judge(Findings findings) {
        var judged = new TreeMap<MaterialId, List<Judged>>(IdentifierOrder.BY_VALUE);
        sums.forEach((material, sum) -> {
            if (sum.shares.size() > 1) {
                sum.found(material)
                        .forEach(finding -> {
                            findings.add(finding);
                            judged.computeIfAbsent(material, _ -> new ArrayList<>())
                                    .add(Judged.of(verdict(finding), finding));
                        });
            }
        });
        return judged;
    }

    private static Verdict verdict(Finding finding) {
        return finding.code() == FindingCode.EXCURSION ? Verdict.NON_CONFORMANT : Verdict.UNKNOWN;
    }

    /// What one carriage adds.
    private record Share(Duration atLeast, Duration atMost, int timesAtLeast, int timesAtMost) {

        /// Of two loggers the worse counts, unless one that is conformant speaks for both: then no more than it leaves possible.
        static Share of(List<ThermalLeg> legs, List<ThermalLeg> conformant) {
            Duration atLeast = most(legs, ThermalLeg::outOfRangeAtLeast, Duration.ZERO);
            int timesAtLeast = most(legs, Share::proven, 0);
            return new Share(
                    atLeast,
                    atMost(legs, conformant, ThermalLeg::outOfRangeAtMost, atLeast),
                    timesAtLeast,
                    atMost(legs, conformant, leg -> leg.excursions().size(), timesAtLeast));
        }

        private static int proven(ThermalLeg leg) {
            return (int) leg.excursions().stream().filter(Excursion::proven).count();
        }

        private static <T extends Comparable<T>> T most(
                Collection<ThermalLeg> legs, Function<ThermalLeg, T> figure, T least) {
            return legs.stream()
                    .map(figure)
                    .filter(each -> each.compareTo(least) > 0)
                    .max(Comparator.naturalOrder())
                    .orElse(least);
        }

        private static <T extends Comparable<T>> T atMost(
                List<ThermalLeg> legs,
                List<ThermalLeg> conformant,
                Function<ThermalLeg, T> figure,
                T atLeast) {
            return conformant.stream()
                    .map(figure)
                    .min(Comparator.naturalOrder())
                    .map(least -> least.compareTo(atLeast) > 0 ? least : atLeast)
                    .orElseGet(() -> most(legs, figure, atLeast));
        }
    }

    private static final class Sum {

        private final List<Share> shares = new ArrayList<>();
        private final TreeSet<String> carriers = new TreeSet<>();
        private ExcursionLimits limits;

        Sum(ExcursionLimits limits) {
            this.limits = limits;
        }

        void add(String carrier, ExcursionLimits newest, Share share) {
            limits = newest;
            if (share.timesAtMost() > 0) {
                shares.add(share);
                carriers.add(carrier);
            }
        }

        Exposure of(MaterialId material) {
            return new Exposure(
                    material,
                    List.copyOf(carriers),
                    shares.stream().map(Share::atLeast).reduce(Duration.ZERO, Duration::plus),
                    shares.stream().map(Share::atMost).reduce(Duration.ZERO, Duration::plus),
                    limits.longestTotal(),
                    shares.stream().mapToInt(Share::timesAtLeast).sum(),
                    shares.stream().mapToInt(Share::timesAtMost).sum(),
                    limits.most());
        }

        List<Finding> found(MaterialId material) {
            Exposure all = of(material);
            var found = new ArrayList<Finding>();
            found(
                            LegBreaches.lasting(all.atLeast(), all.atMost(), limits),
                            material,
                            "Out of range for at least %s in all, over %s; %s are allowed."
                                    .formatted(all.atLeast(), all.carriers(), all.allowed()),
                            "Perhaps out of range for up to %s in all, over %s; %s are allowed."
                                    .formatted(all.atMost(), all.carriers(), all.allowed()))
                    .ifPresent(found::add);
            found(
                            LegBreaches.times(
                                    all.excursionsAtLeast(), all.excursionsAtMost(), limits),
                            material,
                            "Out of range at least %d times in all, over %s; %d are allowed."
                                    .formatted(
                                            all.excursionsAtLeast(),
                                            all.carriers(),
                                            all.excursionsAllowed().orElse(0)),
                            "Perhaps out of range up to %d times in all, over %s; %d are allowed."
                                    .formatted(
                                            all.excursionsAtMost(),
                                            all.carriers(),
                                            all.excursionsAllowed().orElse(0)))
                    .ifPresent(found::add);
            return found;
        }

        private static Optional<Finding> found(
                Breach breach, MaterialId material, String proven, String possible) {
            return switch (breach) {
                case NONE -> Optional.empty();
                case POSSIBLE ->
                        Optional.of(
                                Finding.of(
                                        FindingCode.EXCURSION_POSSIBLE,
                                        material,
                                        possible,
                                        List.of()));
                case PROVEN ->
                        Optional.of(Finding.of(FindingCode.EXCURSION, material, proven, List.of()));
            };
        }
    }
}
