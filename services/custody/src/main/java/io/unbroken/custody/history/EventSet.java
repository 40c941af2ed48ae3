package io.unbroken.custody.history;

import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.PartyId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The events of one journey as a set: each content once, in the canonical order, which needs nothing but what was said.
///
/// The order is: cause before effect (an acceptance after its release), then event time, then id. A signer's sequence has no
/// say in it: a party numbers its events as its devices deliver them, so the number tells of arrival, not of what happened.
///
/// @param inOrder everything that was said, as it was said
/// @param counting what the history is derived from: each event as it was last corrected, without those that were struck out
record EventSet(
        List<SignedEvent> inOrder,
        List<SignedEvent> counting,
        Corrections corrections,
        List<EventId> conflicting) {

    /// What two keys signed is doubtful only if both are.
    private static final Comparator<SignedEvent> SOUND_FIRST =
            Comparator.comparing((SignedEvent event) -> !event.standing().isSound())
                    .thenComparing(SignedEvent.BY_CONTENT)
                    .thenComparing(event -> event.standing().doubt().orElse(""));

    static EventSet of(Collection<SignedEvent> events) {
        Map<Said, SignedEvent> distinct = byContent(events);
        Map<EventId, Long> contents =
                distinct.keySet().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Said::id, TreeMap::new, Collectors.counting()));
        List<EventId> conflicting =
                contents.entrySet().stream()
                        .filter(entry -> entry.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .toList();
        Corrections corrections = Corrections.among(distinct.values());
        List<SignedEvent> said = inOrder(distinct.values());
        List<SignedEvent> counting =
                corrections.isEmpty()
                        ? said
                        : inOrder(
                                said.stream()
                                        .flatMap(e -> corrections.counted(e).stream())
                                        .toList());
        return new EventSet(said, counting, corrections, conflicting);
    }

    /// Each content once.
    static Collection<SignedEvent> distinct(Collection<SignedEvent> events) {
        return byContent(events).values();
    }

    private static Map<Said, SignedEvent> byContent(Collection<SignedEvent> events) {
        var distinct = new TreeMap<Said, SignedEvent>();
        for (SignedEvent event : events) {
            distinct.merge(
                    new Said(event.event().id(), event.content()),
                    event,
                    (a, b) -> SOUND_FIRST.compare(a, b) <= 0 ? a : b);
        }
        return distinct;
    }

    /// Whether a party did something in this journey, beside talking about it.
    boolean hasPart(PartyId party) {
        return counting.stream()
                .anyMatch(event ->
                        event.party().equals(party)
                                && event.standing().isSound()
                                && !event.event().fact().concernsEvents());
    }

    /// The hash of the set: what a verdict was based on.
    ContentHash basis() {
        MessageDigest sha256 = sha256();
        inOrder.stream()
                .map(event -> event.event().id() + " " + event.content() + "\n")
                .sorted()
                .forEach(line -> sha256.update(line.getBytes(StandardCharsets.US_ASCII)));
        return new ContentHash(HexFormat.of().formatHex(sha256.digest()));
    }

    private static List<SignedEvent> inOrder(Collection<SignedEvent> events) {
        var causes = Causes.of(events);
        return events.stream().map(causes::placed).sorted(Placed.ORDER).map(Placed::event).toList();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }

    private record Said(EventId id, ContentHash content) implements Comparable<Said> {
        private static final Comparator<Said> ORDER =
                Comparator.comparing(Said::id).thenComparing(Said::content);

        @Override
        public int compareTo(Said other) {
            return ORDER.compare(this, other);
        }
    }

    /// An event at the time from which on it can have had effect, with how many causes it has at that time: an acceptance by a fast
    /// clock waits for its release, a correction for the corrected, an approval for the correction.
    private record Placed(SignedEvent event, Instant time, int rank) {
        private static final Comparator<Placed> ORDER =
                Comparator.comparing(Placed::time)
                        .thenComparingInt(Placed::rank)
                        .thenComparing(Placed::event, SignedEvent.BY_CONTENT);
    }

    /// What must come before what.
    private record Causes(
            Map<HandoffId, Instant> released, Map<EventReference, SignedEvent> known) {

        static Causes of(Collection<SignedEvent> events) {
            var released = new HashMap<HandoffId, Instant>();
            var known = new HashMap<EventReference, SignedEvent>();
            for (SignedEvent event : events) {
                known.put(EventReference.to(event), event);
                if (event.event().fact() instanceof HandoffReleased release) {
                    released.merge(
                            release.handoff(),
                            event.event().eventTime(),
                            (a, b) -> a.isAfter(b) ? a : b);
                }
            }
            return new Causes(released, known);
        }

        Placed placed(SignedEvent event) {
            Instant time = event.event().eventTime();
            Fact fact = event.event().fact();
            if (fact instanceof HandoffAccepted acceptance) {
                Instant cause = released.get(acceptance.handoff());
                return cause == null
                        ? new Placed(event, time, 0)
                        : new Placed(event, later(cause, time), 1);
            }
            if (fact instanceof Corrected correction) {
                // One that names a statement about events has no effect, and waits for none.
                return cause(correction.corrected())
                        .filter(cause -> !cause.event().fact().concernsEvents())
                        .map(cause -> after(cause, event, 2))
                        .orElse(new Placed(event, time, 2));
            }
            if (fact instanceof CorrectionApproved approval) {
                return cause(approval.correction())
                        .filter(cause -> cause.event().fact() instanceof Corrected)
                        .map(cause -> after(cause, event, 3))
                        .orElse(new Placed(event, time, 3));
            }
            return new Placed(event, time, 0);
        }

        private Optional<SignedEvent> cause(EventReference reference) {
            return Optional.ofNullable(known.get(reference));
        }

        private Placed after(SignedEvent cause, SignedEvent event, int rank) {
            return new Placed(event, later(placed(cause).time(), event.event().eventTime()), rank);
        }

        private static Instant later(Instant a, Instant b) {
            return a.isAfter(b) ? a : b;
        }
    }
}
