package io.unbroken.tracking.alert;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.tracking.alert.JourneyFacts.Finding;
import io.unbroken.tracking.alert.JourneyFacts.Hold;
import io.unbroken.tracking.alert.JourneyFacts.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which alerts a journey has: a pure function of its history, its loggers' last readings and the time.
final class Alerts {

    /// More at once on one journey are one incident that somebody is at already. The worst count, and of those the first.
    static final int MOST = 200;

    /// Readings that end a silence need not change the history: they may fill the gap.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    /// Levels of liquid nitrogen change no history either. Whoever must know a day before can hear of it half an hour later.
    private static final Duration BETWEEN_LEVELS = Duration.ofMinutes(30);

    /// What another event explains, which may be on its way from another device or through another topic.
    private static final Set<FindingCode> EXPLAINED_BY_OTHERS =
            EnumSet.of(
                    FindingCode.CORRECTION_WITHOUT_ORIGINAL,
                    FindingCode.CORRECTION_UNAPPROVED,
                    FindingCode.ORDER_MISSING,
                    FindingCode.MATERIAL_UNKNOWN,
                    FindingCode.HANDOFF_WITHOUT_RELEASE,
                    FindingCode.CUSTODY_CONFLICT,
                    FindingCode.ACTED_WITHOUT_CUSTODY,
                    FindingCode.USED_WHILE_ENCLOSED,
                    FindingCode.LINEAGE_MISSING,
                    FindingCode.RELEASED_WITHOUT_EVIDENCE,
                    FindingCode.LOGGER_MISSING,
                    FindingCode.LOGGER_STOPPED,
                    FindingCode.LYMPHODEPLETION_TOO_EARLY,
                    FindingCode.INFUSED_UNCONFIRMED,
                    FindingCode.INFUSED_UNRELEASED);

    /// Events that were made together are together by then.
    static final Duration TO_BE_EXPLAINED = Duration.ofSeconds(30);

    private static final Comparator<Alert> WORST_FIRST =
            Comparator.comparing(Alert::severity)
                    .reversed()
                    .thenComparing(alert -> alert.since().orElse(Instant.MIN))
                    .thenComparing(Alert::id);

    private Alerts() {}

    /// The worst first.
    ///
    /// @param now a logger of which nothing was heard for too long is silent by then
    /// @param told what was told as open before: a silence goes on until it is broken, whatever the clock of whoever looks
    static List<Alert> of(JourneyFacts facts, Instant now, Set<String> told) {
        var alerts = new TreeMap<String, Alert>();
        Stream.of(
                        facts.findings().stream()
                                .filter(Alerts::calls)
                                .map(finding -> alert(facts, finding)),
                        silences(facts, now, told),
                        holds(facts, now, told))
                .flatMap(each -> each)
                .forEach(alert -> alerts.merge(alert.id(), alert, Alerts::both));
        return alerts.values().stream().sorted(WORST_FIRST).limit(MOST).toList();
    }

    /// When to look again though nothing comes: when the next logger will be silent, and soon where one is, or
    /// when the time of a shipper is about to run out.
    static Optional<Instant> nextLook(JourneyFacts facts, Instant now) {
        return Stream.concat(
                        facts.watched().stream()
                                .map(watched ->
                                        silent(watched, now)
                                                ? now.plus(BETWEEN_LOOKS)
                                                : watched.deadline().plusMillis(1)),
                        facts.holds().stream()
                                .map(Hold::told)
                                .filter(now::isBefore)
                                .map(told -> earlier(told, now.plus(BETWEEN_LEVELS))))
                .min(Instant::compareTo);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /// Whether somebody must hear of a finding: not of those for which another logger speaks, or that were accepted.
    private static boolean calls(Finding finding) {
        return finding.severity().compareTo(Severity.WARNING) >= 0
                && finding.blocking() == finding.code().blocking();
    }

    private static Alert alert(JourneyFacts facts, Finding finding) {
        return new Alert(
                AlertIds.alert(facts.coi(), finding.code(), finding.subject(), finding.since()),
                facts.coi(),
                facts.product(),
                finding.code(),
                finding.severity(),
                finding.blocking(),
                finding.subject(),
                finding.since().or(finding::shown),
                finding.until(),
                finding.detail());
    }

    private static Stream<Alert> silences(JourneyFacts facts, Instant now, Set<String> told) {
        return facts.watched().stream()
                .map(watched -> Map.entry(watched, silence(facts, watched)))
                .filter(each -> silent(each.getKey(), now) || told.contains(each.getValue().id()))
                .map(Map.Entry::getValue);
    }

    private static boolean silent(Watched watched, Instant now) {
        return now.isAfter(watched.deadline());
    }

    /// The gap that the history will show when the next reading comes, under the same name.
    private static Alert silence(JourneyFacts facts, Watched watched) {
        String subject = watched.logger().value();
        Optional<Instant> since = Optional.of(watched.last());
        return new Alert(
                AlertIds.alert(facts.coi(), FindingCode.TELEMETRY_GAP, subject, since),
                facts.coi(),
                facts.product(),
                FindingCode.TELEMETRY_GAP,
                FindingCode.TELEMETRY_GAP.severity(),
                false,
                subject,
                since,
                Optional.empty(),
                "%s: no reading of %s since %s."
                        .formatted(watched.carrier(), subject, watched.last()));
    }

    /// Shippers whose time is about to run out; what the history says of it itself is told by its finding.
    private static Stream<Alert> holds(JourneyFacts facts, Instant now, Set<String> told) {
        Set<String> exceeded =
                facts.findings().stream()
                        .filter(finding -> finding.code() == FindingCode.HOLD_TIME_EXCEEDED)
                        .map(Finding::subject)
                        .collect(Collectors.toUnmodifiableSet());
        return facts.holds().stream()
                .filter(hold -> !exceeded.contains(hold.carrier()))
                .map(hold -> Map.entry(hold, runningOut(facts, hold)))
                .filter(each ->
                        !now.isBefore(each.getKey().told()) || told.contains(each.getValue().id()))
                .map(Map.Entry::getValue);
    }

    /// Under the name that the finding will have, if nobody opens it in time.
    private static Alert runningOut(JourneyFacts facts, Hold hold) {
        FindingCode code = FindingCode.HOLD_TIME_RUNNING_OUT;
        Optional<Instant> since = Optional.of(hold.until());
        return new Alert(
                AlertIds.alert(facts.coi(), code, hold.carrier(), since),
                facts.coi(),
                facts.product(),
                code,
                code.severity(),
                false,
                hold.carrier(),
                since,
                Optional.empty(),
                "Shipper %s keeps its temperature by itself until %s."
                                .formatted(hold.carrier(), hold.until())
                        + hold.empty()
                                .map(" Its liquid nitrogen will be gone at %s."::formatted)
                                .orElse(""));
    }

    /// Two findings of one episode are the worse, and go on if one does.
    private static Alert both(Alert a, Alert b) {
        Alert worse = WORST_FIRST.thenComparing(Alert::detail).compare(a, b) <= 0 ? a : b;
        return new Alert(
                worse.id(),
                worse.coi(),
                worse.product(),
                worse.code(),
                worse.severity(),
                a.holds() || b.holds(),
                worse.subject(),
                Stream.of(a, b).flatMap(each -> each.since().stream()).min(Instant::compareTo),
                a.open() || b.open()
                        ? Optional.empty()
                        : Stream.of(a, b)
                                .flatMap(each -> each.until().stream())
                                .max(Instant::compareTo),
                worse.detail());
    }

    /// Whether it is told only after it has stood for a while.
    static boolean mayBeExplained(Alert alert) {
        return EXPLAINED_BY_OTHERS.contains(alert.code());
    }

    /// By id.
    static Map<String, Alert> byId(List<Alert> alerts) {
        var byId = new TreeMap<String, Alert>();
        alerts.forEach(alert -> byId.put(alert.id(), alert));
        return byId;
    }
}
