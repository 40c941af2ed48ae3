package io.unbroken.custody.bedside;

import io.unbroken.custody.bedside.BedsideVerdict.Progress;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.PointOfUseVerdict;
import io.unbroken.custody.status.StandingConfirmation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Judges a check by two people at a point of use. It needs no session: what each of them scanned is an event, and the two are found
/// in the status that tracking derived from the log with them. So a GO shows by itself that tracking answers and has both.
public final class Bedside {

    private final BedsideRules rules;

    public Bedside(BedsideRules rules) {
        this.rules = rules;
    }

    /// HOLD for scans that are of more than one chain, and nobody confirmed anything by them.
    ///
    /// @param failures what is wrong with them ([Comparison#failures]), at least one
    public BedsideVerdict refused(List<Checked> failures) {
        return BedsideVerdict.hold(failures);
    }

    /// The answer at `now`.
    ///
    /// @param status the newest of the chain that was scanned
    /// @param silence how long the brokers have not been heard
    public BedsideVerdict answer(
            Question question, Optional<JourneyStatus> status, Duration silence, Instant now) {
        if (status.isEmpty()) {
            return BedsideVerdict.hold(
                    List.of(
                            Checked.unknown(
                                    BedsideCheck.ONE_CHAIN,
                                    "Nothing is known here of this chain of identity.")));
        }
        Optional<StandingConfirmation> own = own(question, status.get());
        return own.isPresent()
                ? answer(question, status.get(), own.get(), silence, now)
                : notBack(question, status.get(), silence, now);
    }

    private static Optional<StandingConfirmation> own(Question question, JourneyStatus status) {
        return status.confirmations().stream()
                .filter(each -> each.event().equals(question.check()))
                .filter(each -> each.by().equals(question.by()))
                .findFirst();
    }

    /// The status does not have what the person scanned: not yet, or no longer, or it confirms nothing.
    private BedsideVerdict notBack(
            Question question, JourneyStatus status, Duration silence, Instant now) {
        var checks = new ArrayList<>(failed(question.point(), status));
        checks.add(site(status));
        checks.add(freshness(silence).orElseGet(() -> missing(question, now)));
        boolean recording =
                now.isBefore(question.recorded().plus(rules.longestReturn()))
                        && checks.stream()
                                .filter(checked -> !checked.conformant())
                                .allMatch(checked ->
                                        checked.check() == BedsideCheck.FRESH
                                                || checked.check() == BedsideCheck.EVERY_UNIT);
        return new BedsideVerdict(
                recording ? Progress.RECORDING : Progress.DECIDED, checks, Optional.empty());
    }

    private static Checked missing(Question question, Instant now) {
        long seconds = Math.max(0, Duration.between(question.recorded(), now).toSeconds());
        return Checked.unknown(
                BedsideCheck.FRESH,
                "What you scanned "
                        + seconds
                        + " s ago is not in the history, or does not stand any more.");
    }

    private BedsideVerdict answer(
            Question question,
            JourneyStatus status,
            StandingConfirmation own,
            Duration silence,
            Instant now) {
        var checks = new ArrayList<>(historical(question.point(), status));
        checks.add(
                Checked.holds(
                        BedsideCheck.ONE_CHAIN,
                        "Wristband and every label are of %s.".formatted(status.coi())));
        checks.add(site(status));
        checks.add(
                freshness(silence)
                        .orElseGet(() ->
                                Checked.holds(
                                        BedsideCheck.FRESH,
                                        "Derived at %s, with what you scanned."
                                                .formatted(
                                                        status.derivedAt()
                                                                .truncatedTo(
                                                                        ChronoUnit.SECONDS)))));
        unchanged(question, status).ifPresent(checks::add);
        Optional<StandingConfirmation> other = other(own, status);
        checks.add(units(own, other, status));
        checks.add(twoPeople(own, other));
        Optional<Instant> until = until(question.point(), status, own, other);
        until.map(end -> time(end, own, now)).ifPresent(checks::add);
        boolean go = until.isPresent() && checks.stream().allMatch(Checked::conformant);
        return new BedsideVerdict(
                progress(own, other, status, checks), checks, go ? until : Optional.empty());
    }

    private Progress progress(
            StandingConfirmation own,
            Optional<StandingConfirmation> other,
            JourneyStatus status,
            List<Checked> checks) {
        boolean onlySecond =
                checks.stream()
                        .filter(checked -> !checked.conformant())
                        .allMatch(checked ->
                                checked.check() == BedsideCheck.TWO_PEOPLE
                                        || checked.check() == BedsideCheck.EVERY_UNIT);
        return other.isEmpty() && onlySecond && !twice(own, status)
                ? Progress.SECOND_PERSON
                : Progress.DECIDED;
    }

    /// Whether this person had already scanned: whoever scans twice believes to be two.
    private boolean twice(StandingConfirmation own, JourneyStatus status) {
        return status.confirmations().stream()
                .filter(each -> each.by().equals(own.by()) && each.at().isBefore(own.at()))
                .anyMatch(each -> between(own, each).compareTo(rules.farthestApart()) <= 0);
    }

    /// Somebody else's check at this centre, near enough in time: the newest one.
    private Optional<StandingConfirmation> other(StandingConfirmation own, JourneyStatus status) {
        return status.confirmations().stream()
                .filter(each ->
                        each.party().equals(rules.site()) && own.party().equals(each.party()))
                .filter(each -> !each.by().equals(own.by()))
                .filter(each -> between(own, each).compareTo(rules.farthestApart()) <= 0)
                .max(Comparator.comparing(StandingConfirmation::at));
    }

    private static Duration between(StandingConfirmation a, StandingConfirmation b) {
        return Duration.between(a.at(), b.at()).abs();
    }

    private Checked twoPeople(StandingConfirmation own, Optional<StandingConfirmation> other) {
        if (other.isEmpty()) {
            return Checked.unknown(
                    BedsideCheck.TWO_PEOPLE,
                    "Only %s has scanned within %d min; somebody else has to scan the same."
                            .formatted(own.by(), rules.farthestApart().toMinutes()));
        }
        if (own.device().equals(other.get().device())
                && between(own, other.get()).compareTo(rules.shortestSwitch()) < 0) {
            return Checked.wrong(
                    BedsideCheck.TWO_PEOPLE,
                    "Two people at one device take longer than %d ms from one check to the other."
                            .formatted(between(own, other.get()).toMillis()));
        }
        return Checked.holds(
                BedsideCheck.TWO_PEOPLE,
                Stream.of(own, other.get())
                        .sorted(Comparator.comparing(StandingConfirmation::at))
                        .map(each ->
                                "%s at %s"
                                        .formatted(
                                                each.by(),
                                                each.at().truncatedTo(ChronoUnit.SECONDS)))
                        .reduce("%s, %s"::formatted)
                        .orElseThrow());
    }

    private static Checked units(
            StandingConfirmation own, Optional<StandingConfirmation> other, JourneyStatus status) {
        Set<MaterialId> scanned = new HashSet<>(own.materials());
        if (scanned.isEmpty() || !Set.copyOf(status.materials()).containsAll(scanned)) {
            return Checked.wrong(
                    BedsideCheck.UNITS, "A unit that was scanned can no longer be used.");
        }
        if (other.isPresent() && !new HashSet<>(other.get().materials()).equals(scanned)) {
            return Checked.wrong(
                    BedsideCheck.UNITS, "The two people have not scanned the same units.");
        }
        return Checked.holds(
                BedsideCheck.UNITS, "Units of this journey: %s.".formatted(own.materials()));
    }

    private Checked site(JourneyStatus status) {
        return status.holder().equals(Optional.of(rules.site()))
                ? Checked.holds(BedsideCheck.THIS_SITE, "In the custody of this centre.")
                : Checked.wrong(
                        BedsideCheck.THIS_SITE,
                        status.holder()
                                .map(holder -> "In the custody of %s.".formatted(holder))
                                .orElse("Nobody is known to hold all units."));
    }

    private Optional<Checked> freshness(Duration silence) {
        return silence.compareTo(rules.longestSilence()) <= 0
                ? Optional.empty()
                : Optional.of(
                        Checked.unknown(
                                BedsideCheck.FRESH,
                                "Nothing was heard for longer than %d s; what is known may be old."
                                        .formatted(rules.longestSilence().toSeconds())));
    }

    private static Optional<Checked> unchanged(Question question, JourneyStatus status) {
        return question.seen()
                .map(seen ->
                        seen.equals(status.basis())
                                ? Checked.holds(
                                        BedsideCheck.UNCHANGED,
                                        "Nothing new was said since the answer.")
                                : Checked.wrong(
                                        BedsideCheck.UNCHANGED,
                                        "Something new was said since the answer was given."));
    }

    /// When the GO ends: by its own time, or by the first clock of the product.
    private Optional<Instant> until(
            PointOfUse point,
            JourneyStatus status,
            StandingConfirmation own,
            Optional<StandingConfirmation> other) {
        if (other.isEmpty()) {
            return Optional.empty();
        }
        Instant second = own.at().isAfter(other.get().at()) ? own.at() : other.get().at();
        return Stream.concat(
                        Stream.of(second.plus(rules.goStands())),
                        status.at(point).flatMap(PointOfUseVerdict::goUntil).stream())
                .min(Comparator.naturalOrder());
    }

    private static Checked time(Instant end, StandingConfirmation own, Instant now) {
        if (now.isBefore(own.at())) {
            return Checked.unknown(
                    BedsideCheck.TIME, "This centre's clocks differ; what was scanned is ahead.");
        }
        return now.isBefore(end)
                ? Checked.holds(BedsideCheck.TIME, "Until %s.".formatted(end))
                : Checked.wrong(BedsideCheck.TIME, "The time ran out at %s.".formatted(end));
    }

    /// What tracking judged, each check by its name.
    private static List<Checked> historical(PointOfUse point, JourneyStatus status) {
        var checks = new ArrayList<>(failed(point, status));
        Set<BedsideCheck> failed = EnumSet.noneOf(BedsideCheck.class);
        checks.forEach(checked -> failed.add(checked.check()));
        if (failed.contains(BedsideCheck.ANOTHER_RULE)) {
            return checks;
        }
        String evidence = "Held by the history, version " + status.version() + ".";
        for (BedsideCheck check : BedsideCheck.judgedAt(point)) {
            if (!failed.contains(check)) {
                checks.add(Checked.holds(check, evidence));
            }
        }
        return checks;
    }

    private static List<Checked> failed(PointOfUse point, JourneyStatus status) {
        Optional<PointOfUseVerdict> verdict = status.at(point);
        if (verdict.isEmpty()) {
            return List.of(
                    Checked.unknown(
                            BedsideCheck.ANOTHER_RULE, "The status has no answer for this."));
        }
        var checks = new ArrayList<Checked>();
        List<String> reasons = verdict.get().reasons();
        List<String> names = verdict.get().failed();
        for (int i = 0; i < reasons.size(); i++) {
            BedsideCheck check =
                    names.isEmpty()
                            ? BedsideCheck.ANOTHER_RULE
                            : BedsideCheck.ofHistory(names.get(i));
            checks.add(Checked.wrong(check, reasons.get(i)));
        }
        return checks;
    }
}
