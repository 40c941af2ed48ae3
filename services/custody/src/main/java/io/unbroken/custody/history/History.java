package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.LoggerReadings;
import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.profile.ProductProfiles;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.Verdict;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.DoubtfulRecord;
import io.unbroken.custody.telemetry.LoggerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that is known of one journey, derived from the set of its events, its loggers' readings and the rules of its product, and from nothing else:
/// in whatever order, however often and however late they came, the same set gives the same bytes (DOMAIN I-60).
///
/// @param basis the hash of the set of events
/// @param coldChain the worst that is known of the temperature of the units that still count
/// @param exposures what each unit has used up of what is tolerated out of range
/// @param corrections all that were made, with what came of each; everything but `events` is derived from what was corrected
/// @param deviations what holds, and what was decided on it
/// @param closure whether the journey is at its end
/// @param events everything as it was said, corrected or not
public record History(
        CoiId coi,
        ContentHash basis,
        Stage stage,
        Therapy therapy,
        List<Material> materials,
        List<Handoff> handoffs,
        List<Carriage> carriages,
        List<Confirmation> confirmations,
        List<Lot> lots,
        Treatment treatment,
        Verdict coldChain,
        List<ThermalLeg> thermal,
        List<Exposure> exposures,
        List<Finding> findings,
        List<Judgement> judgements,
        List<Correction> corrections,
        List<Deviation> deviations,
        Closure closure,
        List<Entry> events) {

    /// The number of the rules by which histories are derived and written. To be raised with the first release after which the
    /// same set gives other bytes: evidence names the rules that its history was derived by.
    public static final int RULES = 1;

    /// An event as the history shows it. When and where the log had it is left out: that tells of arrival.
    ///
    /// @param doubt why someone else than the party may have signed it; empty if nothing speaks for that
    public record Entry(
            EventId id,
            Instant eventTime,
            int offsetMinutes,
            PartyId party,
            PartyKind kind,
            PersonId by,
            DeviceId device,
            ContentHash content,
            List<Scan> scans,
            Fact fact,
            Optional<String> doubt) {

        static Entry of(SignedEvent signed) {
            return new Entry(
                    signed.event().id(),
                    signed.event().eventTime(),
                    signed.event().offsetMinutes(),
                    signed.party(),
                    signed.kind(),
                    signed.event().by(),
                    signed.event().device(),
                    signed.content(),
                    signed.event().scans(),
                    signed.event().fact(),
                    signed.standing().doubt());
        }
    }

    /// Derives the history of `coi`.
    ///
    /// @param events those of this chain, in any order, with or without repetitions
    /// @param profiles the rules by which it is judged, each thing by those in force at its time
    /// @param readings of each logger that [LoggerAssignment#of] names, at least those in its intervals and in the runs of the
    ///     reports that count; others change nothing
    /// @param records what else those loggers gave: conditions in those intervals, and reports, which say what the loggers computed
    ///     themselves; reports of which the run does not touch an interval change nothing ([ReportRun#counts])
    public static History derive(
            CoiId coi,
            Collection<SignedEvent> events,
            ProductProfiles profiles,
            Map<LoggerId, ? extends LoggerReadings> readings,
            Collection<? extends LoggerRecord> records) {
        return derive(coi, events, profiles, readings, records, List.of());
    }

    /// Derives the history of `coi` where some of what the loggers gave is doubtful.
    ///
    /// @param doubts those blocks and reports among the readings and reports that nobody said soundly; those that change nothing
    ///     there change nothing here
    public static History derive(
            CoiId coi,
            Collection<SignedEvent> events,
            ProductProfiles profiles,
            Map<LoggerId, ? extends LoggerReadings> readings,
            Collection<? extends LoggerRecord> records,
            Collection<DoubtfulRecord> doubts) {
        return derive(coi, events, profiles, readings, records, doubts, Map.of());
    }

    /// Derives the history of `coi` where other chains may claim its identifiers.
    ///
    /// @param claims by which chains the aliases that these events claim ([Alias#claimed]) are claimed; others change nothing
    public static History derive(
            CoiId coi,
            Collection<SignedEvent> events,
            ProductProfiles profiles,
            Map<LoggerId, ? extends LoggerReadings> readings,
            Collection<? extends LoggerRecord> records,
            Collection<DoubtfulRecord> doubts,
            Map<Alias, Set<CoiId>> claims) {
        EventSet set = EventSet.of(events);
        Fold fold = Fold.over(set);
        Findings findings = fold.findings;
        for (EventId id : set.conflicting()) {
            findings.add(
                    FindingCode.INTEGRITY_CONFLICT,
                    id,
                    "Two different events bear this id; both are kept.",
                    List.of(id));
        }
        Doubts.events(set.inOrder(), findings);
        set.corrections().judge(findings);
        Alias.judge(coi, set.inOrder(), claims, findings);
        ProductRules product = fold.therapy.rules(profiles);
        fold.therapy.judge(coi, product);
        fold.lots.judge(product);
        Reopened.judge(set.corrections().effective(), fold.lots.lots(), findings);
        List<Confirmation> confirmations = fold.identity.judge(fold.therapy.patient());
        List<Material> materials = fold.custody.materials();
        List<Handoff> handoffs = fold.custody.handoffs();
        ThermalRules rules = ThermalRules.of(product, materials);
        var holds = new HoldTimes(rules, fold.events);
        List<Carriage> carriages = fold.carriages().stream().map(holds::told).toList();
        List<LoggerAssignment> assignments = LoggerAssignment.of(carriages, rules);
        var conditions = new ConditionBook(said(records, ConditionBlock.class));
        var judge = new ThermalJudge(rules, readings, conditions, holds, findings);
        List<ThermalLeg> legs = judge.judge(carriages);
        new Unwatched(carriages, fold.treatment.treatment(), findings).judge(materials);
        Doubts.loggers(doubts, legs, assignments, findings);
        DeviceReports.compare(
                said(records, DeviceReport.class), assignments, legs, readings, findings);
        var clinic =
                new Clinic(
                        product,
                        materials,
                        confirmations,
                        fold.lots.lots(),
                        fold.treatment.treatment(),
                        Set.copyOf(fold.receipts),
                        fold.events,
                        new UseClocks(product, fold.events, carriages));
        clinic.judge(findings);
        new StartingMaterials(product, findings).judge(fold.events);
        Deviations deviations = Deviations.of(set, findings.sorted());
        Closure closure =
                Closure.of(
                        set,
                        materials,
                        new ReviewedBasis(set.inOrder(), legs, readings),
                        findings.sorted(),
                        deviations);
        closure.judge(findings);
        List<Finding> found = deviations.applied(findings.sorted());
        var gates = new Gates(clinic, judge, found, deviations);
        return new History(
                coi,
                set.basis(),
                fold.stage(),
                fold.therapy.therapy(product),
                materials,
                handoffs,
                carriages,
                confirmations,
                fold.lots.lots(),
                fold.treatment.treatment(),
                gates.coldChain(),
                legs,
                judge.exposures(),
                found,
                gates.judgements(),
                set.corrections().shown(set.inOrder()),
                deviations.all(),
                closure,
                set.inOrder().stream().map(Entry::of).toList());
    }

    private static <T extends LoggerRecord> List<T> said(
            Collection<? extends LoggerRecord> records, Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// The canonical JSON of this history, in UTF-8: equal histories are equal bytes.
    public byte[] canonical() {
        return CanonicalJson.bytes(this);
    }

    /// Where the journey stands, as the points of use must know it.
    ///
    /// @param version grows with each derivation of this journey
    public JourneyStatus status(long version, Instant derivedAt) {
        return Standpoint.of(this, version, derivedAt);
    }

    /// Who holds the units that have not ended, if all of them are in one party's hands.
    public Optional<PartyId> holder() {
        List<PartyId> holders =
                materials.stream().flatMap(m -> m.holder().stream()).distinct().toList();
        return holders.size() == 1 ? Optional.of(holders.getFirst()) : Optional.empty();
    }

    /// The labels that were printed, each with all its prints, in the order in which they first were. A print is a paper that is in the
    /// world, also if what was said of it is corrected.
    public List<PrintedLabel> labels() {
        var prints = new LinkedHashMap<List<String>, List<Entry>>();
        for (Entry entry : events) {
            if (entry.fact() instanceof LabelPrinted fact) {
                prints.computeIfAbsent(
                                List.of(fact.label().name(), fact.subject().value()),
                                _ -> new ArrayList<>())
                        .add(entry);
            }
        }
        return prints.values().stream().map(PrintedLabel::of).toList();
    }

    /// How many readings count in the legs that have ended.
    public int samples() {
        return thermal.stream()
                .flatMap(leg -> leg.figures().stream())
                .mapToInt(figures -> figures.counts().samples())
                .sum();
    }
}
