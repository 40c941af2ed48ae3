package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
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
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The events of one journey as a set: each content once, in the canonical order, which needs nothing but what was said.
///
/// The order is: cause before effect (an acceptance after its release), then event time, then id. A signer's sequence has no
/// say in it: a party numbers its events as its devices deliver them, so the number tells of arrival, not of what happened.
record EventSet(List<SignedEvent> inOrder, List<EventId> conflicting) {

    /// What two keys signed is doubtful only if both are.
    private static final Comparator<SignedEvent> SOUND_FIRST =
            Comparator.comparing((SignedEvent event) -> !event.standing().isSound())
                    .thenComparing(SignedEvent.BY_CONTENT)
                    .thenComparing(event -> event.standing().doubt().orElse(""));

    static EventSet of(Collection<SignedEvent> events) {
        var distinct = new TreeMap<Said, SignedEvent>();
        for (SignedEvent event : events) {
            distinct.merge(
                    new Said(event.event().id(), event.content()),
                    event,
                    (a, b) -> SOUND_FIRST.compare(a, b) <= 0 ? a : b);
        }
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
        return new EventSet(inOrder(distinct.values()), conflicting);
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

    private static List<SignedEvent> inOrder(Collection<SignedEvent> distinct) {
        var released = new HashMap<HandoffId, Instant>();
        for (SignedEvent event : distinct) {
            if (event.event().fact() instanceof HandoffReleased release) {
                released.merge(
                        release.handoff(),
                        event.event().eventTime(),
                        (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        return distinct.stream()
                .map(event -> Placed.of(event, released))
                .sorted(Placed.ORDER)
                .map(Placed::event)
                .toList();
    }

    private static MessageDigest sha256() {
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

    /// An event at the time from which on it can have had effect: an acceptance by a fast clock waits for its release.
    private record Placed(SignedEvent event, Instant time, int rank) {
        private static final Comparator<Placed> ORDER =
                Comparator.comparing(Placed::time)
                        .thenComparingInt(Placed::rank)
                        .thenComparing(Placed::event, SignedEvent.BY_CONTENT);

        static Placed of(SignedEvent event, Map<HandoffId, Instant> released) {
            Instant time = event.event().eventTime();
            if (event.event().fact() instanceof HandoffAccepted acceptance) {
                Instant cause = released.get(acceptance.handoff());
                if (cause != null) {
                    return new Placed(event, cause.isAfter(time) ? cause : time, 1);
                }
            }
            return new Placed(event, time, 0);
        }
    }
}
