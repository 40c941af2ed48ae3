package io.unbroken.tracking.alert;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import java.util.Comparator;
import java.util.Optional;

/// Which alerts somebody asks for; what is empty is not asked for.
///
/// @param open those that go on, or those that have ended and still hold
/// @param severity at least this bad
/// @param after only those that follow this place in the list
public record AlertFilter(
        Optional<Boolean> open,
        Optional<CoiId> journey,
        Optional<FindingCode> code,
        Optional<Severity> severity,
        Optional<String> product,
        Optional<Place> after) {

    /// The order of the list.
    static final Comparator<Alert> ORDER =
            Comparator.<Alert, String>comparing(alert -> alert.coi().value())
                    .thenComparing(Alert::id);

    /// A place in the list.
    public record Place(CoiId coi, String alert) {

        private static final String BETWEEN = "/";

        public static Place of(Alert alert) {
            return new Place(alert.coi(), alert.id());
        }

        /// The place that a text names.
        ///
        /// @throws IllegalArgumentException if it names none
        public static Place parse(String text) {
            String[] parts = text.split(BETWEEN, 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("expected the cursor of a page");
            }
            return new Place(new CoiId(parts[0]), parts[1]);
        }

        public String text() {
            return coi.value() + BETWEEN + alert;
        }
    }

    /// The same, behind this place in the list.
    public AlertFilter from(Place place) {
        return new AlertFilter(open, journey, code, severity, product, Optional.of(place));
    }

    boolean passes(Alert alert) {
        return open.map(asked -> asked == alert.open()).orElse(true)
                && journey.map(alert.coi()::equals).orElse(true)
                && code.map(alert.code()::equals).orElse(true)
                && severity.map(least -> alert.severity().compareTo(least) >= 0).orElse(true)
                && product.map(asked -> alert.product().equals(Optional.of(asked))).orElse(true)
                && after.map(place -> follows(alert, place)).orElse(true);
    }

    private static boolean follows(Alert alert, Place place) {
        int journey = alert.coi().value().compareTo(place.coi.value());
        return journey > 0 || (journey == 0 && alert.id().compareTo(place.alert) > 0);
    }
}
