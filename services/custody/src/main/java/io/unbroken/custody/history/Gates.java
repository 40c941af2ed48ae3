package io.unbroken.custody.history;

import static io.unbroken.custody.finding.FindingCode.*;

import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.Fact.QcResultReported;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.status.PointOfUse;
import io.unbroken.custody.status.Verdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Answers each point of use: GO only if every check is conformant, and what is unknown holds (DOMAIN I-64).
final class Gates {

    private static final Map<Check.Name, Set<FindingCode>> HELD_BY =
            Map.of(
                    Check.Name.ORDER,
                    EnumSet.of(ORDER_MISSING, ORDER_CONFLICT, PRODUCT_UNKNOWN),
                    Check.Name.INTEGRITY,
                    EnumSet.of(
                            INTEGRITY_CONFLICT,
                            KEY_COMPROMISED,
                            CORRECTION_CONFLICT,
                            CORRECTION_WITHOUT_ORIGINAL,
                            CORRECTION_NOT_ENTITLED,
                            CORRECTION_NOT_ALLOWED,
                            CORRECTION_UNAPPROVED),
                    Check.Name.IDENTITY,
                    EnumSet.of(
                            ALIAS_CONFLICT,
                            IDENTITY_MISMATCH,
                            SCAN_UNREADABLE,
                            LINEAGE_MISSING,
                            MATERIAL_UNKNOWN,
                            MATERIAL_CONFLICT,
                            LABELS_UNACCOUNTED),
                    Check.Name.CUSTODY,
                    EnumSet.of(
                            HANDOFF_WITHOUT_RELEASE,
                            HANDOFF_MISMATCH,
                            CUSTODY_CONFLICT,
                            ACTED_WITHOUT_CUSTODY,
                            SEAL_BROKEN,
                            CARRIER_CONTENT_MISMATCH,
                            RECEIPT_NOT_ACCEPTED,
                            USED_AFTER_END,
                            USED_WHILE_ENCLOSED),
                    Check.Name.COLD_CHAIN,
                    EnumSet.of(LOGGER_MISSING),
                    Check.Name.QUALITY,
                    EnumSet.of(
                            QC_FAILED,
                            RELEASED_WITHOUT_EVIDENCE,
                            MATERIAL_NOT_SUITABLE,
                            MATERIAL_TOO_OLD),
                    Check.Name.RELEASE,
                    EnumSet.of(LOT_REJECTED, RELEASE_REOPENED, INFUSED_UNRELEASED),
                    Check.Name.LYMPHODEPLETION,
                    EnumSet.of(LYMPHODEPLETION_TOO_EARLY),
                    Check.Name.TWO_PEOPLE,
                    EnumSet.of(INFUSED_UNCONFIRMED),
                    Check.Name.EXPIRY,
                    EnumSet.of(INFUSED_TOO_LATE));

    private final Clinic clinic;
    private final ThermalJudge thermal;
    private final List<Finding> findings;
    private final Deviations deviations;

    Gates(Clinic clinic, ThermalJudge thermal, List<Finding> findings, Deviations deviations) {
        this.clinic = clinic;
        this.thermal = thermal;
        this.findings = findings;
        this.deviations = deviations;
    }

    /// The kinds of finding that hold a check by themselves; what the loggers show holds through the cold-chain verdict.
    static Set<FindingCode> holding() {
        return HELD_BY.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FindingCode.class)));
    }

    List<Judgement> judgements() {
        return Arrays.stream(PointOfUse.values()).map(this::judgement).toList();
    }

    /// The worst that is known of any unit, ended or not: a bag that warmed before manufacture warmed the product too.
    Verdict coldChain() {
        return coldChain(_ -> false);
    }

    private Verdict coldChain(Predicate<Finding> accepted) {
        Set<Verdict> each = EnumSet.noneOf(Verdict.class);
        clinic.materials().forEach(material -> each.add(thermal.verdict(material.id(), accepted)));
        if (each.contains(Verdict.NON_CONFORMANT)) {
            return Verdict.NON_CONFORMANT;
        }
        return each.isEmpty() || each.contains(Verdict.UNKNOWN)
                ? Verdict.UNKNOWN
                : Verdict.CONFORMANT;
    }

    private Judgement judgement(PointOfUse point) {
        List<Check> checks = names(point).stream().map(this::check).toList();
        return new Judgement(point, checks, goUntil(point));
    }

    private static Set<Check.Name> names(PointOfUse point) {
        return switch (point) {
            case RELEASE -> EnumSet.range(Check.Name.ORDER, Check.Name.QUALITY);
            case DISPATCH -> EnumSet.range(Check.Name.ORDER, Check.Name.RELEASE);
            case LYMPHODEPLETION ->
                    with(EnumSet.range(Check.Name.ORDER, Check.Name.SITE), Check.Name.EXPIRY);
            case THAW -> EnumSet.range(Check.Name.ORDER, Check.Name.EXPIRY);
            case INFUSION -> EnumSet.allOf(Check.Name.class);
        };
    }

    private static Set<Check.Name> with(Set<Check.Name> names, Check.Name more) {
        names.add(more);
        return names;
    }

    private Check check(Check.Name name) {
        Optional<Finding> held =
                findings.stream()
                        .filter(Finding::blocking)
                        .filter(f -> HELD_BY.getOrDefault(name, Set.of()).contains(f.code()))
                        .findFirst();
        if (held.isPresent()) {
            return new Check(name, Verdict.NON_CONFORMANT, held.get().detail());
        }
        return switch (name) {
            case ORDER, INTEGRITY, IDENTITY -> conformant(name);
            case CUSTODY -> custody();
            case COLD_CHAIN -> temperature();
            case QUALITY -> quality();
            case RELEASE -> release();
            case SITE -> site();
            case LYMPHODEPLETION -> lymphodepletion();
            case EXPIRY ->
                    each(
                            name,
                            u -> clinic.expires(u).isPresent(),
                            "The expiry of %s is not known.");
            case THAW ->
                    each(
                            name,
                            u -> clinic.clocks().end(u.id()).isPresent(),
                            clinic.clocks().awaited());
            case TWO_PEOPLE ->
                    each(
                            name,
                            u -> clinic.confirmedUntil(u.id(), Event.LATEST).isPresent(),
                            "Two different people have not both confirmed the identity of %s.");
        };
    }

    private Check custody() {
        if (clinic.materials().isEmpty()) {
            return unknown(Check.Name.CUSTODY, "No material is known in this journey.");
        }
        return clinic.lots().stream()
                .flatMap(lot -> lot.consumed().stream())
                .filter(material -> !clinic.accepted(material, PartyKind.MANUFACTURING))
                .findFirst()
                .map(m ->
                        unknown(
                                Check.Name.CUSTODY,
                                "%s was not inspected and accepted at the facility.".formatted(m)))
                .orElseGet(() -> conformant(Check.Name.CUSTODY));
    }

    private Check temperature() {
        Verdict verdict = coldChain(deviations::accepted);
        return new Check(
                Check.Name.COLD_CHAIN,
                verdict,
                switch (verdict) {
                    case CONFORMANT -> "";
                    case NON_CONFORMANT ->
                            "Material was out of its temperature range for too long.";
                    case UNKNOWN ->
                            "The temperature of some material is not known for all of its way.";
                });
    }

    private Check quality() {
        if (clinic.lots().isEmpty()) {
            return unknown(Check.Name.QUALITY, "No lot is known.");
        }
        for (Lot lot : clinic.lots()) {
            Optional<ProductProfile> rules = clinic.rules(lot);
            var missing = LotBook.missingTests(lot, rules, Event.LATEST);
            missing.removeAll(acceptedFails(lot));
            if (rules.isEmpty() || !missing.isEmpty()) {
                return unknown(
                        Check.Name.QUALITY,
                        "Lot %s has no pass of %s.".formatted(lot.id(), missing));
            }
        }
        return conformant(Check.Name.QUALITY);
    }

    /// A failed test that quality and physician know of and accept is none that is missing.
    private Set<QcResultReported.Test> acceptedFails(Lot lot) {
        boolean accepted =
                findings.stream()
                        .filter(found -> found.code() == QC_FAILED)
                        .filter(found -> found.subject().equals(lot.id().value()))
                        .allMatch(deviations::accepted);
        return accepted
                ? lot.results().stream()
                        .map(Lot.QcResult::result)
                        .filter(result -> result.outcome() == QcResultReported.TestOutcome.FAIL)
                        .map(QcResultReported::test)
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private Check release() {
        return each(
                Check.Name.RELEASE,
                unit -> clinic.released(unit.id(), Event.LATEST),
                "%s is not released by quality.");
    }

    private Check site() {
        Set<PartyId> centres = clinic.centres().keySet();
        Check held =
                each(
                        Check.Name.SITE,
                        unit -> unit.holder().filter(centres::contains).isPresent(),
                        "%s is not in the infusion centre's custody.");
        return held.outcome() == Verdict.CONFORMANT
                ? each(
                        Check.Name.SITE,
                        unit -> clinic.accepted(unit.id(), PartyKind.INFUSION),
                        "%s was not inspected and accepted at the infusion centre.")
                : held;
    }

    private Check lymphodepletion() {
        Set<Integer> given =
                clinic.treatment().lymphodepletion().stream()
                        .map(Treatment.Dose::day)
                        .collect(Collectors.toSet());
        boolean complete =
                clinic.treatment().lymphodepletion().stream()
                        .map(Treatment.Dose::ofDays)
                        .max(Comparator.naturalOrder())
                        .filter(days -> IntStream.rangeClosed(1, days).allMatch(given::contains))
                        .isPresent();
        return complete
                ? conformant(Check.Name.LYMPHODEPLETION)
                : unknown(
                        Check.Name.LYMPHODEPLETION,
                        "Not every day of lymphodepletion is known to have been given.");
    }

    private Check each(Check.Name name, Predicate<Material> holds, String otherwise) {
        if (clinic.usable().isEmpty()) {
            return unknown(name, "No product is left to use.");
        }
        return clinic.usable().stream()
                .filter(holds.negate())
                .findFirst()
                .map(unit -> unknown(name, otherwise.formatted(unit.id())))
                .orElseGet(() -> conformant(name));
    }

    /// When the first clock runs out that this point depends on.
    private Optional<Instant> goUntil(PointOfUse point) {
        return switch (point) {
            case RELEASE, DISPATCH -> Optional.empty();
            case LYMPHODEPLETION, THAW ->
                    clinic.usable().stream()
                            .flatMap(unit -> clinic.expires(unit).stream())
                            .min(Comparator.naturalOrder());
            case INFUSION ->
                    clinic.usable().stream()
                            .flatMap(unit ->
                                    Stream.of(
                                            clinic.useBy(unit),
                                            clinic.confirmedUntil(unit.id(), Event.LATEST)))
                            .flatMap(Optional::stream)
                            .min(Comparator.naturalOrder());
        };
    }

    private static Check conformant(Check.Name name) {
        return new Check(name, Verdict.CONFORMANT, "");
    }

    private static Check unknown(Check.Name name, String reason) {
        return new Check(name, Verdict.UNKNOWN, reason);
    }
}
