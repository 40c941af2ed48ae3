package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.IdentityConfirmed.Purpose;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.PointOfUseVerdict;
import io.unbroken.custody.status.PointOfUseVerdict.Answer;
import io.unbroken.custody.status.StandingConfirmation;
import io.unbroken.custody.status.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What of a history the points of use must know.
final class Standpoint {

    private Standpoint() {}

    static JourneyStatus of(History history, long version, Instant derivedAt) {
        return new JourneyStatus(
                history.coi(),
                version,
                history.basis(),
                history.stage().name(),
                history.holder(),
                history.coldChain(),
                history.judgements().stream().map(Standpoint::verdict).toList(),
                history.therapy().patient(),
                history.materials().stream()
                        .filter(material -> material.end().isEmpty())
                        .map(Material::id)
                        .sorted(Comparator.comparing(MaterialId::value))
                        .limit(JourneyStatus.MOST_MATERIALS)
                        .toList(),
                derivedAt,
                history.closure().state(),
                confirmations(history));
    }

    private static PointOfUseVerdict verdict(Judgement judgement) {
        if (judgement.go()) {
            return new PointOfUseVerdict(
                    judgement.point(), Answer.GO, List.of(), judgement.goUntil());
        }
        List<Check> failed =
                judgement.checks().stream()
                        .filter(check -> check.outcome() != Verdict.CONFORMANT)
                        .limit(PointOfUseVerdict.MOST_REASONS)
                        .toList();
        return new PointOfUseVerdict(
                judgement.point(),
                Answer.HOLD,
                failed.stream().map(check -> line(check.reason())).toList(),
                Optional.empty(),
                failed.stream().map(check -> check.name().name()).toList());
    }

    private static String line(String reason) {
        return reason.length() <= PointOfUseVerdict.LONGEST_REASON
                ? reason
                : reason.substring(0, PointOfUseVerdict.LONGEST_REASON - 1) + "…";
    }

    private static List<StandingConfirmation> confirmations(History history) {
        Map<EventId, DeviceId> devices =
                history.events().stream()
                        .collect(
                                Collectors.toMap(
                                        History.Entry::id, History.Entry::device, (a, _) -> a));
        List<StandingConfirmation> standing =
                history.confirmations().stream()
                        .filter(each -> each.purpose() == Purpose.INFUSION && each.matches())
                        .filter(each -> devices.containsKey(each.event()))
                        .filter(each ->
                                history.treatment().thaws().stream()
                                        .noneMatch(thaw -> isAfter(thaw, each)))
                        .map(each -> standing(each, devices))
                        .sorted(
                                Comparator.comparing(StandingConfirmation::at)
                                        .thenComparing(each -> each.event().value()))
                        .toList();
        return standing.subList(
                Math.max(0, standing.size() - JourneyStatus.MOST_CONFIRMATIONS), standing.size());
    }

    /// What was confirmed before a thaw was confirmed for the thaw: the bag may have been put beside another one since.
    private static boolean isAfter(Treatment.Thaw thaw, Confirmation confirmation) {
        return confirmation.materials().contains(thaw.material())
                && !thaw.started().isBefore(confirmation.at());
    }

    private static StandingConfirmation standing(
            Confirmation confirmation, Map<EventId, DeviceId> devices) {
        return new StandingConfirmation(
                confirmation.event(),
                confirmation.by(),
                confirmation.party(),
                Objects.requireNonNull(devices.get(confirmation.event())),
                confirmation.at(),
                confirmation.materials().stream()
                        .distinct()
                        .sorted(Comparator.comparing(MaterialId::value))
                        .toList());
    }
}
