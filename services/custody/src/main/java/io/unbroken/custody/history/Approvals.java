package io.unbroken.custody.history;

import io.unbroken.custody.event.EventReference;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.CorrectionApproved;
import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Correction.Signature;
import io.unbroken.custody.history.CorrectionRule.Agreement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// The second signatures under corrections.
final class Approvals {

    private final Map<EventReference, List<SignedEvent>> approvals = new HashMap<>();

    static Approvals among(Collection<SignedEvent> distinct) {
        var made = new Approvals();
        distinct.stream()
                .filter(event -> event.event().fact() instanceof CorrectionApproved)
                .sorted(SignedEvent.BY_CONTENT)
                .forEach(event ->
                        made.approvals
                                .computeIfAbsent(said(event).correction(), _ -> new ArrayList<>())
                                .add(event));
        return made;
    }

    void forEach(BiConsumer<EventReference, List<SignedEvent>> action) {
        approvals.forEach(action);
    }

    /// Whether everyone whose signature it takes has signed a correction.
    boolean agreed(SignedEvent correction, Fact original) {
        return CorrectionRule.agreement(original) == Agreement.NONE
                || !agreeing(correction, original).isEmpty();
    }

    /// Since when everyone has.
    Instant since(SignedEvent correction, Fact original) {
        Instant authored = correction.event().eventTime();
        return agreeing(correction, original).stream()
                .map(approval -> approval.event().eventTime())
                .min(Instant::compareTo)
                .filter(authored::isBefore)
                .orElse(authored);
    }

    /// The author's signature, and those of the others who agree.
    List<Signature> signatures(SignedEvent correction, SignatureMeaning authored) {
        var signatures = new ArrayList<Signature>();
        signatures.add(Signature.of(correction, authored));
        agreeing(correction)
                .forEach(approval ->
                        signatures.add(Signature.of(approval, said(approval).meaning())));
        return List.copyOf(signatures);
    }

    /// The approvals that can make a correction count.
    private List<SignedEvent> agreeing(SignedEvent correction, Fact original) {
        return switch (CorrectionRule.agreement(original)) {
            case NONE, SECOND_PERSON -> agreeing(correction);
            case QUALITY ->
                    agreeing(correction).stream()
                            .filter(approval ->
                                    said(approval).meaning()
                                            == SignatureMeaning.CORRECTION_APPROVED_BY_QUALITY)
                            .toList();
        };
    }

    /// The approvals of a correction by its own party's other people.
    private List<SignedEvent> agreeing(SignedEvent correction) {
        return approvals.getOrDefault(EventReference.to(correction), List.of()).stream()
                .filter(approval -> approval.party().equals(correction.party()))
                .filter(approval -> !approval.event().by().equals(correction.event().by()))
                .toList();
    }

    private static CorrectionApproved said(SignedEvent approval) {
        return (CorrectionApproved) approval.event().fact();
    }
}
