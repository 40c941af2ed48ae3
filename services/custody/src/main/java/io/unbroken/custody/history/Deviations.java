package io.unbroken.custody.history;

import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact.DeviationDispositioned;
import io.unbroken.custody.event.Fact.DeviationDispositioned.Disposition;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.history.Correction.Signature;
import io.unbroken.custody.history.Deviation.Decision;
import io.unbroken.custody.history.Deviation.Effect;
import io.unbroken.custody.history.Deviation.State;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was decided on the findings that hold. A decision is on exactly what was shown: one more event, reading or word makes
/// another basis, and the finding is open again.
final class Deviations {

    private static final String FORM = "io.unbroken.deviation.v1\n";

    private final EventSet set;
    private final Map<Subject, List<Finding>> holding = new TreeMap<>();
    private final Map<Subject, List<SignedEvent>> decided = new TreeMap<>();
    private final Map<Subject, Deviation> deviations = new TreeMap<>();

    private Deviations(EventSet set) {
        this.set = set;
    }

    /// @param found all findings, of which each is open
    static Deviations of(EventSet set, List<Finding> found) {
        var made = new Deviations(set);
        found.stream()
                .filter(Finding::blocking)
                .forEach(finding ->
                        made.holding
                                .computeIfAbsent(Subject.of(finding), _ -> new ArrayList<>())
                                .add(finding));
        set.inOrder().stream()
                .filter(event -> event.event().fact() instanceof DeviationDispositioned)
                .forEach(event ->
                        made.decided
                                .computeIfAbsent(Subject.of(said(event)), _ -> new ArrayList<>())
                                .add(event));
        made.holding.forEach((subject, findings) ->
                made.deviations.put(subject, made.judged(subject, findings)));
        made.decided.forEach((subject, events) ->
                made.deviations.computeIfAbsent(subject, _ -> gone(subject, events)));
        return made;
    }

    List<Deviation> all() {
        return List.copyOf(deviations.values());
    }

    /// Whether all whose say it is accept what the finding says.
    boolean accepted(Finding finding) {
        return state(finding) == State.ACCEPTED;
    }

    /// Whether nothing is left to decide on the finding.
    boolean closed(Finding finding) {
        return state(finding) == State.ACCEPTED || state(finding) == State.REJECTED;
    }

    /// The same findings; those that were accepted hold no longer.
    List<Finding> applied(List<Finding> found) {
        return found.stream()
                .map(finding ->
                        finding.blocking() && accepted(finding) ? finding.notBlocking() : finding)
                .toList();
    }

    private State state(Finding finding) {
        Deviation deviation = deviations.get(Subject.of(finding));
        return deviation == null ? State.OPEN : deviation.state();
    }

    private Deviation judged(Subject subject, List<Finding> findings) {
        List<SignatureMeaning> needed =
                DispositionRule.signatures(FindingCode.valueOf(subject.code));
        ContentHash basis = basis(subject, findings);
        Set<Author> involved =
                evidence(findings).map(Author::of).collect(Collectors.toUnmodifiableSet());
        List<SignedEvent> events = decided.getOrDefault(subject, List.of());
        List<Decision> decisions =
                events.stream()
                        .map(event -> decision(event, effect(event, basis, needed, involved)))
                        .toList();
        List<Decision> counting =
                decisions.stream().filter(each -> each.effect() == Effect.COUNTS).toList();
        boolean rejected =
                counting.stream().anyMatch(each -> each.disposition() == Disposition.REJECT);
        List<SignatureMeaning> awaits =
                needed.stream()
                        .filter(meaning ->
                                counting.stream()
                                        .noneMatch(each -> each.signature().meaning() == meaning))
                        .toList();
        State state =
                rejected
                        ? State.REJECTED
                        : !needed.isEmpty() && awaits.isEmpty() ? State.ACCEPTED : State.OPEN;
        return new Deviation(
                subject.code,
                subject.about,
                Optional.of(basis),
                state,
                state == State.OPEN ? awaits : List.of(),
                decisions);
    }

    private Effect effect(
            SignedEvent event,
            ContentHash basis,
            List<SignatureMeaning> needed,
            Set<Author> involved) {
        DeviationDispositioned said = said(event);
        if (!set.hasPart(event.party())
                || involved.contains(Author.of(event))
                || !event.standing().isSound()) {
            return Effect.NOT_ENTITLED;
        }
        if (!said.basis().equals(basis)) {
            return Effect.OTHER_BASIS;
        }
        return said.disposition() == Disposition.REJECT || needed.contains(said.meaning())
                ? Effect.COUNTS
                : Effect.NOT_ALLOWED;
    }

    private static Deviation gone(Subject subject, List<SignedEvent> events) {
        return new Deviation(
                subject.code,
                subject.about,
                Optional.empty(),
                State.GONE,
                List.of(),
                events.stream().map(event -> decision(event, Effect.OTHER_BASIS)).toList());
    }

    private ContentHash basis(Subject subject, List<Finding> findings) {
        MessageDigest sha256 = EventSet.sha256();
        sha256.update(FORM.getBytes(StandardCharsets.US_ASCII));
        var lines = new ArrayList<String>();
        findings.forEach(finding -> lines.add("finding " + finding.detail()));
        evidence(findings)
                .forEach(event -> {
                    EventReference reference = EventReference.to(event);
                    lines.add("event %s %s".formatted(reference.id(), reference.content()));
                    set.corrections()
                            .standing(event)
                            .ifPresent(by ->
                                    lines.add(
                                            "corrected %s %s"
                                                    .formatted(reference.id(), by.content())));
                });
        sha256.update(
                "%s %s\n".formatted(subject.code, subject.about).getBytes(StandardCharsets.UTF_8));
        lines.stream()
                .distinct()
                .sorted()
                .forEach(line -> sha256.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return new ContentHash(HexFormat.of().formatHex(sha256.digest()));
    }

    private Stream<SignedEvent> evidence(List<Finding> findings) {
        var ids =
                findings.stream()
                        .flatMap(finding -> finding.evidence().stream())
                        .collect(Collectors.toUnmodifiableSet());
        return set.inOrder().stream().filter(event -> ids.contains(event.event().id()));
    }

    private static Decision decision(SignedEvent event, Effect effect) {
        DeviationDispositioned said = said(event);
        return new Decision(
                said.disposition(),
                said.explanation(),
                effect,
                Signature.of(event, said.meaning()));
    }

    private static DeviationDispositioned said(SignedEvent event) {
        return (DeviationDispositioned) event.event().fact();
    }

    private record Author(PartyId party, PersonId person) {
        static Author of(SignedEvent event) {
            return new Author(event.party(), event.event().by());
        }
    }

    private record Subject(String code, String about) implements Comparable<Subject> {
        static Subject of(Finding finding) {
            return new Subject(finding.code().name(), finding.subject());
        }

        static Subject of(DeviationDispositioned said) {
            return new Subject(said.finding(), said.subject());
        }

        @Override
        public int compareTo(Subject other) {
            int byCode = code.compareTo(other.code);
            return byCode != 0 ? byCode : about.compareTo(other.about);
        }
    }
}
