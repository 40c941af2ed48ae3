package io.unbroken.custody.history;

import static java.util.function.Predicate.not;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.Corrected;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.history.Correction.Effect;
import io.unbroken.custody.history.CorrectionRule.Agreement;
import io.unbroken.custody.identity.EventId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Decides which corrections count, from the set of events alone: no step asks what came first.
///
/// A correction is judged by its own merits (is the event known, may this party say so, is it approved). Of those that pass, one
/// that another one names is superseded. Of one event exactly one may be left: more contradict each other, and then what was
/// said first stands.
final class Corrections {

    private final Map<EventReference, SignedEvent> events = new TreeMap<>();
    private final Approvals approvals;
    private final Map<EventReference, Effect> effects = new TreeMap<>();
    private final Map<EventReference, SignedEvent> standing = new HashMap<>();

    private Corrections(Collection<SignedEvent> distinct) {
        distinct.forEach(event -> events.put(EventReference.to(event), event));
        this.approvals = Approvals.among(distinct);
    }

    /// @param distinct each content once
    static Corrections among(Collection<SignedEvent> distinct) {
        boolean any =
                distinct.stream()
                        .map(event -> event.event().fact())
                        .anyMatch(fact ->
                                fact instanceof Corrected || fact instanceof CorrectionApproved);
        var corrections = new Corrections(any ? distinct : List.of());
        corrections.decide();
        return corrections;
    }

    /// Whether nothing is said of what was said: every event counts as it is.
    boolean isEmpty() {
        return effects.isEmpty();
    }

    /// What an event counts as: itself, what it was corrected to, or nothing.
    Optional<SignedEvent> counted(SignedEvent event) {
        EventReference reference = EventReference.to(event);
        if (effects.get(reference) == Effect.SUPERSEDED) {
            return Optional.empty();
        }
        SignedEvent correction = standing.get(reference);
        return correction == null
                ? Optional.of(event)
                : said(correction).replacement().map(fact -> replaced(event, fact));
    }

    /// The correction of an event that counts.
    Optional<EventReference> standing(SignedEvent event) {
        return Optional.ofNullable(standing.get(EventReference.to(event))).map(EventReference::to);
    }

    /// All corrections, in the order given.
    List<Correction> shown(List<SignedEvent> inOrder) {
        return inOrder.stream()
                .filter(event -> event.event().fact() instanceof Corrected)
                .map(this::shown)
                .toList();
    }

    /// The events that are corrected, as they were said and as they count, each with when the last signature was given that made it so.
    Map<SignedEvent, Instant> effective() {
        var effective = new HashMap<SignedEvent, Instant>();
        standing.forEach((reference, correction) -> {
            SignedEvent original = known(reference);
            Instant since = approvals.since(correction, original.event().fact());
            effective.put(original, since);
            counted(original).ifPresent(now -> effective.put(now, since));
        });
        return effective;
    }

    /// Says which corrections do not count, and why.
    void judge(Findings findings) {
        effects.forEach((reference, effect) -> judge(known(reference), effect, findings));
        conflicts()
                .forEach((corrected, by) ->
                        findings.add(
                                FindingCode.CORRECTION_CONFLICT,
                                corrected.id(),
                                "Corrections of this event do not know each other; what was said first stands.",
                                by));
        approvals.forEach((reference, several) -> {
            if (!effects.containsKey(reference)) {
                several.forEach(approval ->
                        findings.add(
                                FindingCode.CORRECTION_WITHOUT_ORIGINAL,
                                reference.id(),
                                "A correction was approved that is not known here.",
                                approval));
            }
        });
    }

    private void decide() {
        var passed = new TreeMap<EventReference, SignedEvent>();
        events.forEach((reference, event) -> {
            if (event.event().fact() instanceof Corrected correction) {
                Effect effect = merits(event, correction);
                effects.put(reference, effect);
                if (effect == Effect.COUNTS) {
                    passed.put(reference, event);
                }
            }
        });
        superseded(passed).forEach(reference -> effects.put(reference, Effect.SUPERSEDED));
        var corrected = new TreeMap<EventReference, List<SignedEvent>>();
        passed.values()
                .forEach(event ->
                        corrected
                                .computeIfAbsent(said(event).corrected(), _ -> new ArrayList<>())
                                .add(event));
        corrected.forEach(this::stand);
    }

    /// What the correction is worth if no other one is looked at.
    private Effect merits(SignedEvent event, Corrected correction) {
        SignedEvent original = events.get(correction.corrected());
        if (original == null) {
            return Effect.WITHOUT_ORIGINAL;
        }
        if (!original.party().equals(event.party())) {
            return Effect.NOT_ENTITLED;
        }
        Fact fact = original.event().fact();
        if (CorrectionRule.refusal(fact, correction.replacement()).isPresent()) {
            return Effect.NOT_ALLOWED;
        }
        return approvals.agreed(event, fact) ? Effect.COUNTS : Effect.UNAPPROVED;
    }

    /// Those that a correction names which passes: of its own party, or of the same event.
    private Set<EventReference> superseded(Map<EventReference, SignedEvent> passed) {
        var superseded = new HashSet<EventReference>();
        passed.forEach((reference, event) ->
                said(event).supersedes().stream()
                        .filter(effects::containsKey)
                        .filter(not(reference::equals))
                        .filter(earlier -> hasSayOver(event, known(earlier)))
                        .forEach(superseded::add));
        return superseded;
    }

    private static boolean hasSayOver(SignedEvent correction, SignedEvent earlier) {
        return earlier.party().equals(correction.party())
                || said(earlier).corrected().equals(said(correction).corrected());
    }

    private void stand(EventReference original, List<SignedEvent> several) {
        List<SignedEvent> left =
                several.stream()
                        .filter(each -> effects.get(EventReference.to(each)) != Effect.SUPERSEDED)
                        .toList();
        if (left.size() == 1) {
            standing.put(original, left.getFirst());
            return;
        }
        // None is left if they name each other, which no honest signer can do: the hash of each
        // would have to contain the other.
        (left.isEmpty() ? several : left)
                .forEach(each -> effects.put(EventReference.to(each), Effect.CONFLICTING));
    }

    private void judge(SignedEvent event, Effect effect, Findings findings) {
        Corrected correction = said(event);
        switch (effect) {
            case COUNTS, SUPERSEDED, CONFLICTING -> {
                // As it should be, or one finding for all that contradict each other.
            }
            case UNAPPROVED ->
                    found(
                            FindingCode.CORRECTION_UNAPPROVED,
                            "A correction of this event waits for %s's signature."
                                    .formatted(secondSigner(correction)),
                            event,
                            findings);
            case WITHOUT_ORIGINAL ->
                    found(
                            FindingCode.CORRECTION_WITHOUT_ORIGINAL,
                            contentDiffers(correction)
                                    ? "The correction was made of another content than is known under this id."
                                    : "A correction is known of an event that is not known in this journey.",
                            event,
                            findings);
            case NOT_ENTITLED ->
                    found(
                            FindingCode.CORRECTION_NOT_ENTITLED,
                            "%s corrected what another party had said.".formatted(event.party()),
                            event,
                            findings);
            case NOT_ALLOWED ->
                    found(
                            FindingCode.CORRECTION_NOT_ALLOWED,
                            CorrectionRule.refusal(
                                            known(correction.corrected()).event().fact(),
                                            correction.replacement())
                                    .orElseThrow(),
                            event,
                            findings);
        }
    }

    private Map<EventReference, List<EventId>> conflicts() {
        var conflicts = new TreeMap<EventReference, List<EventId>>();
        effects.forEach((reference, effect) -> {
            if (effect == Effect.CONFLICTING) {
                conflicts
                        .computeIfAbsent(said(known(reference)).corrected(), _ -> new ArrayList<>())
                        .add(reference.id());
            }
        });
        return conflicts;
    }

    private static void found(
            FindingCode code, String detail, SignedEvent event, Findings findings) {
        findings.add(code, said(event).corrected().id(), detail, event);
    }

    private String secondSigner(Corrected correction) {
        return CorrectionRule.agreement(known(correction.corrected()).event().fact())
                        == Agreement.QUALITY
                ? "quality"
                : "a second person";
    }

    private boolean contentDiffers(Corrected correction) {
        return events.keySet().stream()
                .anyMatch(known -> known.id().equals(correction.corrected().id()));
    }

    private Correction shown(SignedEvent event) {
        Corrected said = said(event);
        return new Correction(
                event.event().id(),
                said.corrected(),
                said.supersedes(),
                said.replacement(),
                said.reason(),
                said.explanation(),
                effects.getOrDefault(EventReference.to(event), Effect.WITHOUT_ORIGINAL),
                approvals.signatures(event, said.meaning()));
    }

    private SignedEvent known(EventReference reference) {
        return Optional.ofNullable(events.get(reference)).orElseThrow();
    }

    private static Corrected said(SignedEvent correction) {
        return (Corrected) correction.event().fact();
    }

    /// The raw scans back what was said, not what it was corrected to; those that back the correction are judged with it.
    private static SignedEvent replaced(SignedEvent signed, Fact fact) {
        Event event = signed.event();
        return new SignedEvent(
                new Event(
                        event.id(),
                        event.coi(),
                        event.eventTime(),
                        event.offsetMinutes(),
                        event.by(),
                        event.device(),
                        List.of(),
                        fact),
                signed.content(),
                signed.party(),
                signed.kind(),
                signed.key(),
                signed.sequence(),
                signed.standing());
    }
}
