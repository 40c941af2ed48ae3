package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.HandoffAccepted;
import io.unbroken.custody.event.Fact.HandoffReleased;
import io.unbroken.custody.event.Fact.SealState;
import io.unbroken.custody.event.Fact.Unit;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.history.Material.Custody;
import io.unbroken.custody.history.Material.End;
import io.unbroken.custody.history.Material.Ending;
import io.unbroken.custody.history.Material.Kind;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LotId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who holds which unit. A unit is in one pair of hands at a time, because taking it ends the interval before.
final class CustodyBook {

    private final Map<MaterialId, Held> units = new TreeMap<>(IdentifierOrder.BY_VALUE);
    private final Map<HandoffId, Pairing> handoffs = new TreeMap<>(IdentifierOrder.BY_VALUE);
    private final Findings findings;

    CustodyBook(Findings findings) {
        this.findings = findings;
    }

    void created(SignedEvent event, Kind kind, Optional<LotId> lot, Collection<Unit> created) {
        for (Unit unit : created) {
            Held known = units.get(unit.material());
            if (known == null) {
                units.put(unit.material(), new Held(kind, unit.millilitres(), lot, event));
            } else {
                findings.add(
                        FindingCode.MATERIAL_CONFLICT,
                        unit.material(),
                        "This unit was collected or filled twice.",
                        List.of(known.createdBy, event.event().id()));
            }
        }
    }

    void released(SignedEvent event, HandoffReleased release) {
        Pairing pairing = handoffs.computeIfAbsent(release.handoff(), id -> new Pairing());
        if (pairing.release != null) {
            findings.add(
                    FindingCode.CUSTODY_CONFLICT,
                    release.handoff(),
                    "This handoff was released twice.",
                    List.of(pairing.release.event().id(), event.event().id()));
            return;
        }
        pairing.release = event;
        for (MaterialId material : release.materials()) {
            Optional<PartyId> holder = holder(event, material);
            if (holder.isPresent() && !holder.get().equals(release.from())) {
                findings.add(
                        FindingCode.CUSTODY_CONFLICT,
                        material,
                        "%s released this unit while %s held it."
                                .formatted(release.from(), holder.get()),
                        event);
            }
        }
    }

    void accepted(SignedEvent event, HandoffAccepted acceptance) {
        Pairing pairing = handoffs.computeIfAbsent(acceptance.handoff(), id -> new Pairing());
        if (pairing.acceptance != null) {
            findings.add(
                    FindingCode.CUSTODY_CONFLICT,
                    acceptance.handoff(),
                    "This handoff was accepted twice.",
                    List.of(pairing.acceptance.event().id(), event.event().id()));
            return;
        }
        pairing.acceptance = event;
        if (acceptance.sealState() != SealState.INTACT) {
            findings.add(
                    FindingCode.SEAL_BROKEN,
                    acceptance.shipper(),
                    "The seal was %s when %s took the shipper."
                            .formatted(
                                    acceptance.sealState() == SealState.BROKEN
                                            ? "broken"
                                            : "missing",
                                    acceptance.to()),
                    event);
        }
        if (pairing.release == null) {
            return;
        }
        var release = (HandoffReleased) pairing.release.event().fact();
        if (differ(release, acceptance)) {
            findings.add(
                    FindingCode.HANDOFF_MISMATCH,
                    acceptance.handoff(),
                    "The two halves of this handoff name other parties, shippers, seals or units.",
                    List.of(pairing.release.event().id(), event.event().id()));
        }
        if (release.from().equals(acceptance.from()) && release.to().equals(acceptance.to())) {
            Set<MaterialId> both = new HashSet<>(release.materials());
            both.retainAll(acceptance.materials());
            both.forEach(material -> move(event, material, acceptance.to()));
        }
    }

    /// Notes that a party acted on units; a party can only act on what it holds.
    void acted(SignedEvent event, Collection<MaterialId> materials) {
        for (MaterialId material : materials) {
            Optional<PartyId> holder = holder(event, material);
            if (holder.isPresent() && !holder.get().equals(event.party())) {
                findings.add(
                        FindingCode.ACTED_WITHOUT_CUSTODY,
                        material,
                        "%s acted on this unit while %s held it."
                                .formatted(event.party(), holder.get()),
                        event);
            }
        }
    }

    void ended(SignedEvent event, Ending how, Collection<MaterialId> materials) {
        acted(event, materials);
        for (MaterialId material : materials) {
            Held held = units.get(material);
            if (held != null && held.end.isEmpty()) {
                held.close(event);
                held.end = Optional.of(new End(how, held.latest(), event.event().id()));
            }
        }
    }

    List<Material> materials() {
        return units.entrySet().stream()
                .map(entry -> entry.getValue().toMaterial(entry.getKey()))
                .toList();
    }

    /// All handoffs, and a finding for each of which one half is missing.
    List<Handoff> handoffs() {
        handoffs.forEach((id, pairing) -> {
            if (pairing.release == null && pairing.acceptance != null) {
                findings.add(
                        FindingCode.HANDOFF_WITHOUT_RELEASE,
                        id,
                        "Custody was taken, and nobody is known to have given it.",
                        pairing.acceptance);
            } else if (pairing.acceptance == null && pairing.release != null) {
                findings.add(
                        FindingCode.HANDOFF_OPEN,
                        id,
                        "Custody was offered and is not yet taken.",
                        pairing.release);
            }
        });
        return handoffs.entrySet().stream()
                .map(entry -> entry.getValue().toHandoff(entry.getKey()))
                .toList();
    }

    private Optional<PartyId> holder(SignedEvent event, MaterialId material) {
        Held held = units.get(material);
        if (held == null) {
            findings.add(
                    FindingCode.MATERIAL_UNKNOWN,
                    material,
                    "Nobody is known to have collected or filled this unit.",
                    event);
            return Optional.empty();
        }
        if (held.end.isPresent()) {
            findings.add(
                    FindingCode.USED_AFTER_END,
                    material,
                    "This unit was used after it had come to its end.",
                    List.of(held.end.get().by(), event.event().id()));
            return Optional.empty();
        }
        return Optional.of(held.holder);
    }

    private void move(SignedEvent event, MaterialId material, PartyId to) {
        Held held = units.get(material);
        if (held != null && held.end.isEmpty()) {
            held.close(event);
            held.open(to, held.latest(), event.event().id());
        }
    }

    private static boolean differ(HandoffReleased release, HandoffAccepted acceptance) {
        return !release.from().equals(acceptance.from())
                || !release.to().equals(acceptance.to())
                || !release.shipper().equals(acceptance.shipper())
                || !release.seal().equals(acceptance.seal())
                || !Set.copyOf(release.materials()).equals(Set.copyOf(acceptance.materials()));
    }

    private static final class Pairing {
        private @Nullable SignedEvent release;
        private @Nullable SignedEvent acceptance;

        Handoff toHandoff(HandoffId id) {
            if (release != null) {
                var fact = (HandoffReleased) release.event().fact();
                return new Handoff(
                        id,
                        fact.from(),
                        fact.to(),
                        fact.shipper(),
                        fact.place(),
                        half(release),
                        half(acceptance));
            }
            if (acceptance == null) {
                throw new AssertionError("a handoff has at least one half");
            }
            var fact = (HandoffAccepted) acceptance.event().fact();
            return new Handoff(
                    id,
                    fact.from(),
                    fact.to(),
                    fact.shipper(),
                    fact.place(),
                    Optional.empty(),
                    half(acceptance));
        }

        private static Optional<Handoff.Half> half(@Nullable SignedEvent event) {
            return Optional.ofNullable(event)
                    .map(e -> new Handoff.Half(e.event().eventTime(), e.event().id()));
        }
    }

    private static final class Held {
        private final Kind kind;
        private final int millilitres;
        private final Optional<LotId> lot;
        private final EventId createdBy;
        private final List<Custody> custody = new ArrayList<>();
        private PartyId holder;
        private Optional<End> end = Optional.empty();

        Held(Kind kind, int millilitres, Optional<LotId> lot, SignedEvent event) {
            this.kind = kind;
            this.millilitres = millilitres;
            this.lot = lot;
            this.createdBy = event.event().id();
            this.holder = event.party();
            open(event.party(), event.event().eventTime(), createdBy);
        }

        void open(PartyId to, Instant from, EventId by) {
            holder = to;
            custody.add(new Custody(to, from, Optional.empty(), by, Optional.empty()));
        }

        void close(SignedEvent by) {
            Custody last = custody.removeLast();
            // A slow clock must not end an interval before it began.
            Instant time = by.event().eventTime();
            Instant until = time.isBefore(last.from()) ? last.from() : time;
            custody.add(
                    new Custody(
                            last.holder(),
                            last.from(),
                            Optional.of(until),
                            last.takenBy(),
                            Optional.of(by.event().id())));
        }

        Instant latest() {
            Custody last = custody.getLast();
            return last.until().orElse(last.from());
        }

        Material toMaterial(MaterialId id) {
            return new Material(
                    id,
                    kind,
                    millilitres,
                    lot,
                    end.isPresent() ? Optional.empty() : Optional.of(holder),
                    List.copyOf(custody),
                    end);
        }
    }
}
