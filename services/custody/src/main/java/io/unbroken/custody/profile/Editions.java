package io.unbroken.custody.profile;

import io.unbroken.custody.identity.PartyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Which of all editions on the log count: a function of their set, each with its place.
///
/// A product's rules are those of the party that was the first to publish its version 1. A later version may not reach back before
/// the log had it, for what was judged stays judged. Where it is not sure what a version says (its party published it with two
/// contents, or someone else may have signed it), it has no rules from when on it would have been in force: a doubt holds, it
/// never lets older rules go on. A later version ends that.
public final class Editions {

    private static final int FIRST = 1;

    private final List<Judged> judged;
    private final ProductProfiles profiles;

    private Editions(List<Judged> judged) {
        this.judged = List.copyOf(judged);
        this.profiles =
                ProductProfiles.of(
                        profiles(judged, Effect.COUNTS), profiles(judged, Effect.SUSPENDS));
    }

    /// What an edition does.
    public enum Effect {
        /// Its rules are in force from its time on, until a later version's are.
        COUNTS,
        /// From its time on no rules are in force, until a later version's are.
        SUSPENDS,
        /// Nothing.
        NONE
    }

    /// An edition and what it does.
    ///
    /// @param why one sentence; empty if it counts
    public record Judged(SignedEdition said, Effect effect, Optional<String> why) {}

    /// The editions of all products.
    public static Editions of(Collection<SignedEdition> said) {
        Map<String, List<SignedEdition>> products =
                said.stream()
                        .distinct()
                        .sorted(Comparator.comparingLong(SignedEdition::place))
                        .collect(
                                Collectors.groupingBy(
                                        each -> each.profile().id().value(),
                                        TreeMap::new,
                                        Collectors.toList()));
        return new Editions(
                products.values().stream().flatMap(each -> product(each).stream()).toList());
    }

    /// All editions by product, then version, then place.
    public List<Judged> judged() {
        return judged;
    }

    /// The rules that follow.
    public ProductProfiles profiles() {
        return profiles;
    }

    private static List<ProductProfile> profiles(List<Judged> judged, Effect effect) {
        return judged.stream()
                .filter(each -> each.effect() == effect)
                .map(each -> each.said().profile())
                .distinct()
                .toList();
    }

    private static List<Judged> product(List<SignedEdition> said) {
        Optional<PartyId> owner =
                said.stream()
                        .filter(each -> each.profile().version() == FIRST)
                        .map(SignedEdition::party)
                        .findFirst();
        var judged = new ArrayList<Judged>();
        var versions = new TreeMap<Integer, List<SignedEdition>>();
        for (SignedEdition each : said) {
            if (owner.isEmpty()) {
                judged.add(none(each, "Nobody has published version 1 of this product."));
            } else if (!each.party().equals(owner.get())) {
                judged.add(
                        none(
                                each,
                                "The product is %s's, who published its version 1 first."
                                        .formatted(owner.get())));
            } else {
                versions.computeIfAbsent(each.profile().version(), _ -> new ArrayList<>())
                        .add(each);
            }
        }
        versions.values().forEach(each -> judged.addAll(version(each)));
        judged.sort(
                Comparator.comparingInt((Judged each) -> each.said().profile().version())
                        .thenComparingLong(each -> each.said().place()));
        return judged;
    }

    /// What its party said of one version.
    private static List<Judged> version(List<SignedEdition> said) {
        Set<ProductProfile> inTime =
                said.stream()
                        .filter(Editions::inTime)
                        .map(SignedEdition::profile)
                        .collect(Collectors.toSet());
        Set<ProductProfile> sound =
                said.stream()
                        .filter(each -> each.standing().isSound())
                        .map(SignedEdition::profile)
                        .filter(inTime::contains)
                        .collect(Collectors.toSet());
        return said.stream().map(each -> judge(each, inTime, sound)).toList();
    }

    private static Judged judge(
            SignedEdition each, Set<ProductProfile> inTime, Set<ProductProfile> sound) {
        ProductProfile profile = each.profile();
        if (!inTime.contains(profile)) {
            return none(
                    each,
                    "It was to be in force from %s, before the log had it (%s) or it was signed (%s)."
                            .formatted(
                                    profile.effectiveFrom(),
                                    each.recordTime(),
                                    each.edition().time()));
        }
        if (sound.size() > 1 && sound.contains(profile)) {
            return new Judged(
                    each,
                    Effect.SUSPENDS,
                    Optional.of("Its version was published with different contents."));
        }
        if (sound.contains(profile)) {
            return new Judged(each, Effect.COUNTS, Optional.empty());
        }
        return sound.isEmpty()
                ? new Judged(each, Effect.SUSPENDS, each.standing().doubt())
                : new Judged(each, Effect.NONE, each.standing().doubt());
    }

    /// The first version may: before it there were no rules to judge by.
    private static boolean inTime(SignedEdition each) {
        Instant from = each.profile().effectiveFrom();
        return each.profile().version() == FIRST
                || (!from.isBefore(each.recordTime()) && !from.isBefore(each.edition().time()));
    }

    private static Judged none(SignedEdition said, String why) {
        return new Judged(said, Effect.NONE, Optional.of(why));
    }
}
