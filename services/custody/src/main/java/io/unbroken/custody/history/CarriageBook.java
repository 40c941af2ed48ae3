package io.unbroken.custody.history;

import io.unbroken.custody.event.Fact.MaterialLabel;
import io.unbroken.custody.event.Fact.Packed;
import io.unbroken.custody.event.Fact.Retrieved;
import io.unbroken.custody.event.Fact.Stored;
import io.unbroken.custody.event.Fact.Unpacked;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.EquipmentId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which units were in which shipper or store, with which loggers.
final class CarriageBook {

    private static final Comparator<Carriage> ORDER =
            Comparator.comparing(Carriage::from)
                    .thenComparing(Carriage::carrier)
                    .thenComparing(Carriage::begunBy);

    private final Map<ShipperId, Closed> shippers = new HashMap<>();
    private final Map<EquipmentId, List<Closed>> stores = new HashMap<>();
    private final List<Carriage> ended = new ArrayList<>();
    private final List<HandedOver> handedOver = new ArrayList<>();
    private final Findings findings;

    CarriageBook(Findings findings) {
        this.findings = findings;
    }

    void packed(SignedEvent event, Packed packed) {
        Closed before = shippers.remove(packed.shipper());
        if (before != null) {
            end(before, before.materials, event);
            findings.add(
                    FindingCode.CARRIER_CONTENT_MISMATCH,
                    packed.shipper(),
                    "The shipper was packed again before it is known to have been opened.",
                    List.of(before.event.event().id(), event.event().id()));
        }
        requireLoggers(event, packed.shipper().value(), packed.loggers());
        shippers.put(
                packed.shipper(),
                new Closed(
                        Carriage.Kind.SHIPPER,
                        packed.shipper().value(),
                        packed.contents().stream().map(MaterialLabel::material).toList(),
                        packed.loggers(),
                        Optional.of(packed.seal()),
                        event));
    }

    void unpacked(SignedEvent event, Unpacked unpacked) {
        Closed closed = shippers.remove(unpacked.shipper());
        if (closed == null) {
            findings.add(
                    FindingCode.CARRIER_CONTENT_MISMATCH,
                    unpacked.shipper(),
                    "The shipper was opened, and nobody is known to have packed it.",
                    event);
            return;
        }
        boolean sameSeal = closed.seal.equals(Optional.of(unpacked.seal()));
        boolean sameContents = Set.copyOf(closed.materials).equals(Set.copyOf(unpacked.contents()));
        if (!sameSeal || !sameContents) {
            findings.add(
                    FindingCode.CARRIER_CONTENT_MISMATCH,
                    unpacked.shipper(),
                    sameSeal
                            ? "The shipper held other units than were packed."
                            : "The shipper bore another seal than it was closed with.",
                    List.of(closed.event.event().id(), event.event().id()));
        }
        end(closed, closed.materials, event);
    }

    void stored(SignedEvent event, Stored stored) {
        requireLoggers(event, stored.store().value(), stored.loggers());
        stores.computeIfAbsent(stored.store(), store -> new ArrayList<>())
                .add(
                        new Closed(
                                Carriage.Kind.STORE,
                                stored.store().value(),
                                stored.materials(),
                                stored.loggers(),
                                Optional.empty(),
                                event));
    }

    void retrieved(SignedEvent event, Retrieved retrieved) {
        List<Closed> stays = stores.getOrDefault(retrieved.store(), new ArrayList<>());
        var unexplained = new LinkedHashSet<>(retrieved.materials());
        for (Closed stay : List.copyOf(stays)) {
            List<MaterialId> taken =
                    stay.materials.stream().filter(retrieved.materials()::contains).toList();
            if (!taken.isEmpty()) {
                taken.forEach(unexplained::remove);
                end(stay, taken, event);
                stays.remove(stay);
                List<MaterialId> left =
                        stay.materials.stream().filter(m -> !taken.contains(m)).toList();
                if (!left.isEmpty()) {
                    stays.add(stay.holding(left));
                }
            }
        }
        if (!unexplained.isEmpty()) {
            findings.add(
                    FindingCode.CARRIER_CONTENT_MISMATCH,
                    retrieved.store(),
                    "Units were taken out that nobody is known to have put in.",
                    event);
        }
    }

    /// Notes in which shipper units were said to be when they changed hands.
    void handedOver(SignedEvent event, ShipperId shipper, List<MaterialId> materials) {
        materials.forEach(material -> handedOver.add(new HandedOver(event, shipper, material)));
    }

    /// Finds units that changed hands in a shipper in which nobody is known to have packed them: no logger speaks for that way.
    void judge() {
        List<Carriage> all = carriages();
        for (HandedOver unit : handedOver) {
            boolean packed =
                    all.stream()
                            .filter(carriage -> carriage.carrier().equals(unit.shipper.value()))
                            .anyMatch(carriage -> carriage.materials().contains(unit.material));
            if (!packed) {
                findings.add(
                        FindingCode.LOGGER_MISSING,
                        unit.material,
                        "It changed hands in %s, in which nobody is known to have packed it."
                                .formatted(unit.shipper),
                        unit.event);
            }
        }
    }

    /// Notes that units were handled; they must be out of any shipper or store by then.
    void handled(SignedEvent event, Collection<MaterialId> materials) {
        Stream.concat(shippers.values().stream(), stores.values().stream().flatMap(List::stream))
                .filter(closed -> closed.materials.stream().anyMatch(materials::contains))
                .sorted(Comparator.comparing(closed -> closed.event.event().id()))
                .forEach(closed ->
                        findings.add(
                                FindingCode.USED_WHILE_ENCLOSED,
                                closed.carrier,
                                "Units were used that are not known to have been taken out.",
                                List.of(closed.event.event().id(), event.event().id())));
    }

    /// All carriages, ended and not, in the order of their beginning.
    List<Carriage> carriages() {
        var all = new ArrayList<>(ended);
        shippers.values().forEach(closed -> all.add(closed.carriage(closed.materials, null)));
        stores.values().stream()
                .flatMap(List::stream)
                .forEach(closed -> all.add(closed.carriage(closed.materials, null)));
        return all.stream().sorted(ORDER).toList();
    }

    private void end(Closed closed, List<MaterialId> materials, SignedEvent by) {
        ended.add(closed.carriage(materials, by));
    }

    private void requireLoggers(SignedEvent event, String carrier, List<LoggerId> loggers) {
        if (loggers.isEmpty()) {
            findings.add(
                    FindingCode.LOGGER_MISSING,
                    carrier,
                    "No logger is in there with the units.",
                    event);
        }
    }

    private record HandedOver(SignedEvent event, ShipperId shipper, MaterialId material) {}

    private record Closed(
            Carriage.Kind kind,
            String carrier,
            List<MaterialId> materials,
            List<LoggerId> loggers,
            Optional<SealNumber> seal,
            SignedEvent event) {

        Closed holding(List<MaterialId> left) {
            return new Closed(kind, carrier, left, loggers, seal, event);
        }

        Carriage carriage(List<MaterialId> held, @Nullable SignedEvent openedBy) {
            Instant from = event.event().eventTime();
            Optional<SignedEvent> opened = Optional.ofNullable(openedBy);
            return new Carriage(
                    kind,
                    carrier,
                    held,
                    loggers,
                    from,
                    // A slow clock must not open a shipper before it was closed.
                    opened.map(e -> e.event().eventTime()).map(at -> at.isBefore(from) ? from : at),
                    event.event().id(),
                    opened.map(e -> e.event().id()),
                    Optional.empty());
        }
    }
}
