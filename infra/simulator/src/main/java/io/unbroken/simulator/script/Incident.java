package io.unbroken.simulator.script;

import java.util.Set;

/// What goes wrong in a journey, and what its history must show in the end.
public enum Incident {
    /// Nothing.
    NONE(4),
    /// Messages are sent again, as after an answer that was lost.
    RESENT(2),
    /// The courier's scanner is offline on the way to the facility and sends a day later.
    OFFLINE_SCANNER(2),
    /// The facility's acceptance arrives before the courier's release.
    EARLY_ACCEPTANCE(2),
    /// Part of the live readings is lost; the logger's file brings them after arrival.
    GAP_FILLED(2),
    /// Part of the readings is lost for ever.
    GAP(1),
    /// The logger on the way to the facility stops after some hours, its battery empty.
    LOGGER_STOPPED(1),
    /// One reading on the way to the facility is far off, and no cell was ever as warm.
    SENSOR_SPIKE(1),
    /// The dry shipper lies on its side for some hours and loses nitrogen; the cells stay cold.
    SHIPPER_TILTED(1),
    /// A lid is open for some minutes: out of range, within what the profile tolerates.
    SHORT_WARM_SPELL(2),
    /// The box is warm for more than an hour; quality rejects the lot.
    LONG_WARM_SPELL(1),
    /// A nurse scans another patient's bag, sees it, and scans the right one.
    WRONG_LABEL(1),
    /// Sterility fails; quality rejects the lot.
    STERILITY_FAILED(1),
    /// A nurse scans another patient's bag and strikes it out; her colleague agrees.
    SCAN_CORRECTED(1),
    /// Quality reviews the journey and seals it.
    SEALED(1),
    /// Quality seals the journey, and later a paper turns up.
    LATE_EVENT(1);

    private final int weight;

    Incident(int weight) {
        this.weight = weight;
    }

    /// The codes of the findings that the complete history shows.
    public Set<String> findings() {
        return switch (this) {
            case NONE,
                    RESENT,
                    OFFLINE_SCANNER,
                    EARLY_ACCEPTANCE,
                    GAP_FILLED,
                    SCAN_CORRECTED,
                    SEALED ->
                    Set.of();
            case LATE_EVENT -> Set.of("LATE_AFTER_SEAL");
            case GAP -> Set.of("TELEMETRY_GAP");
            case LOGGER_STOPPED -> Set.of("LOGGER_STOPPED", "LOGGER_BATTERY_LOW");
            case SHIPPER_TILTED -> Set.of("TILTED");
            case SHORT_WARM_SPELL, SENSOR_SPIKE -> Set.of("EXCURSION_TOLERATED");
            case LONG_WARM_SPELL -> Set.of("EXCURSION", "LOT_REJECTED");
            case WRONG_LABEL -> Set.of("IDENTITY_MISMATCH");
            case STERILITY_FAILED -> Set.of("QC_FAILED", "LOT_REJECTED");
        };
    }

    /// Whether the lot is rejected, so that nothing is infused.
    public boolean ends() {
        return this == LONG_WARM_SPELL || this == STERILITY_FAILED;
    }

    /// The incident of a number from 0 on, in the proportions of the weights.
    static Incident at(int number) {
        int left = number % total();
        for (Incident incident : values()) {
            left -= incident.weight;
            if (left < 0) {
                return incident;
            }
        }
        throw new AssertionError("the weights add up to the total");
    }

    static int total() {
        int total = 0;
        for (Incident incident : values()) {
            total += incident.weight;
        }
        return total;
    }
}
