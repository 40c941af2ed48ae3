package io.unbroken.labels;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PlaceId;
import io.unbroken.custody.identity.SealNumber;
import io.unbroken.custody.identity.ShipperId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a label is to say. Code lists, identifiers and times alone: nobody types words onto a label.
public sealed interface LabelContent {

    /// More statements than this leave no room.
    int MOST_STATEMENTS = 3;

    /// The label as it is drawn.
    ///
    /// @param printing whether it was printed before
    default Label drawn(Printing printing) {
        return Layout.of(this, printing);
    }

    /// Whether this is the label's first print or another one, which says so.
    enum Printing {
        FIRST,
        REPRINT
    }

    /// A bag.
    record Bag(Unit unit) implements LabelContent {}

    /// A cassette that holds a bag in a store or shipper; it has little room.
    record Cassette(Unit unit) implements LabelContent {}

    /// One unit of a chain.
    ///
    /// @param statements at most three
    record Unit(
            CoiId coi,
            MaterialId material,
            Optional<Expiry> expiry,
            Optional<Storage> storage,
            List<Statement> statements) {
        public Unit {
            if (statements.size() > MOST_STATEMENTS) {
                throw new IllegalArgumentException(
                        "statements: expected at most %d, found %d"
                                .formatted(MOST_STATEMENTS, statements.size()));
            }
            statements = List.copyOf(statements);
        }
    }

    /// A shipper: neither product nor chain stands on it, for a courier need not know.
    record Shipper(ShipperId shipper, Optional<PlaceId> to, Optional<Storage> storage)
            implements LabelContent {}

    /// A patient's wristband.
    ///
    /// @param bearer who the patient is; only the site knows that, and only its own printer gets it
    record Wristband(CoiId coi, PatientToken patient, Optional<Bearer> bearer)
            implements LabelContent {}

    /// A handoff's code, which the taking side scans: what both halves of it have to say.
    record Handoff(
            HandoffId handoff,
            CoiId coi,
            PartyId from,
            PartyId to,
            ShipperId shipper,
            SealNumber seal,
            PlaceId place,
            List<MaterialId> materials)
            implements LabelContent {

        public Handoff {
            materials = List.copyOf(materials);
            if (materials.isEmpty()) {
                throw new IllegalArgumentException("materials: expected some, found none");
            }
        }
    }

    /// Who wears a wristband.
    record Bearer(String name, LocalDate birthDate) {

        /// Nobody's name is logged by mistake.
        @Override
        public String toString() {
            return "Bearer[…]";
        }
    }

    /// Until when a unit may be used, with the offset from UTC where it is printed.
    record Expiry(Instant at, int offsetMinutes) {}

    /// How a unit is kept.
    enum Storage {
        VAPOUR_PHASE("-150 °C or colder"),
        DEEP_FROZEN("-80 °C or colder"),
        REFRIGERATED("2 to 8 °C"),
        ROOM_TEMPERATURE("15 to 25 °C");

        private final String words;

        Storage(String words) {
            this.words = words;
        }

        /// As it is printed.
        public String words() {
            return words;
        }
    }

    /// What has to stand on a unit by law or for its handling (21 CFR 1271.90).
    enum Statement {
        FOR_AUTOLOGOUS_USE_ONLY,
        NOT_EVALUATED_FOR_INFECTIOUS_SUBSTANCES,
        BIOHAZARD,
        DO_NOT_IRRADIATE,
        DO_NOT_USE_LEUKOCYTE_FILTER;

        /// As it is printed.
        public String words() {
            return name().replace('_', ' ');
        }
    }
}
