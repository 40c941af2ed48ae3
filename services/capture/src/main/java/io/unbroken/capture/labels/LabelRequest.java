package io.unbroken.capture.labels;

import io.unbroken.capture.http.BadInput;
import io.unbroken.custody.event.Fact.LabelPrinted;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.LabelSubject;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import io.unbroken.labels.LabelContent;
import io.unbroken.labels.LabelContent.Expiry;
import io.unbroken.labels.LabelContent.Handoff;
import io.unbroken.labels.LabelContent.Printing;
import io.unbroken.labels.LabelContent.Shipper;
import io.unbroken.labels.LabelContent.Statement;
import io.unbroken.labels.LabelContent.Storage;
import io.unbroken.labels.LabelContent.Unit;
import io.unbroken.labels.LabelContent.Wristband;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A label to be printed, as a page or a site's own system asks for it. Which fields it needs depends on its kind.
///
/// @param subject what it names: a unit, a shipper, a patient's token, a handoff
/// @param handoff the other members of a handoff's code
/// @param reprint present if it was printed before
record LabelRequest(
        CoiId coi,
        LabelPrinted.LabelKind kind,
        LabelSubject subject,
        Optional<Instant> expires,
        Optional<Storage> storage,
        Optional<List<Statement>> statements,
        Optional<PlaceId> to,
        Optional<HandoffParts> handoff,
        Integer copies,
        Instant eventTime,
        Integer offsetMinutes,
        DeviceId device,
        Optional<Reprint> reprint) {

    /// What a handoff's code says beside its id and chain.
    record HandoffParts(
            PartyId from,
            PartyId to,
            ShipperId shipper,
            SealNumber seal,
            PlaceId place,
            List<MaterialId> materials) {}

    /// Why a label is printed again.
    ///
    /// @param id of this printing; sent again, it is the same printing
    record Reprint(EventId id, LabelPrinted.ReprintReason reason) {}

    Printing printing() {
        return reprint.isPresent() ? Printing.REPRINT : Printing.FIRST;
    }

    /// What the label says.
    ///
    /// @param bearers who wears a wristband, where that is known
    LabelContent content(Optional<Bearers> bearers) {
        return switch (kind) {
            case BAG -> new LabelContent.Bag(unit());
            case CASSETTE -> new LabelContent.Cassette(unit());
            case SHIPPER -> new Shipper(identifier(ShipperId::new), to, storage);
            case WRISTBAND -> wristband(identifier(PatientToken::new), bearers);
            case HANDOFF -> handoff(identifier(HandoffId::new));
        };
    }

    private Unit unit() {
        return new Unit(
                coi,
                identifier(MaterialId::new),
                expires.map(at -> new Expiry(at, offsetMinutes)),
                storage,
                statements.orElse(List.of()));
    }

    private Wristband wristband(PatientToken patient, Optional<Bearers> bearers) {
        return new Wristband(coi, patient, bearers.map(known -> known.bearer(patient)));
    }

    private Handoff handoff(HandoffId id) {
        HandoffParts parts =
                handoff.orElseThrow(
                        () -> BadInput.field("handoff", "Expected what the code says of it."));
        return new Handoff(
                id,
                coi,
                parts.from(),
                parts.to(),
                parts.shipper(),
                parts.seal(),
                parts.place(),
                parts.materials());
    }

    private <T> T identifier(Function<String, T> make) {
        try {
            return make.apply(subject.value());
        } catch (IllegalArgumentException form) {
            throw BadInput.field("subject", String.valueOf(form.getMessage()));
        }
    }
}
