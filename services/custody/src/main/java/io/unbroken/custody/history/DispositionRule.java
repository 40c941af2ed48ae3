package io.unbroken.custody.history;

import io.unbroken.custody.event.SignatureMeaning;
import io.unbroken.custody.finding.FindingCode;
import java.util.List;

/// Whose signatures it takes to accept what a finding says.
final class DispositionRule {

    private static final List<SignatureMeaning> NOBODY = List.of();
    private static final List<SignatureMeaning> QUALITY =
            List.of(SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY);
    private static final List<SignatureMeaning> QUALITY_AND_PHYSICIAN =
            List.of(
                    SignatureMeaning.DEVIATION_ASSESSED_BY_QUALITY,
                    SignatureMeaning.DEVIATION_ASSESSED_BY_PHYSICIAN);

    private DispositionRule() {}

    /// Empty if nobody can: it has to be put right by events, or ends with the material.
    static List<SignatureMeaning> signatures(FindingCode code) {
        return switch (code) {
            // Who the patient is, what was ordered, what came from whom: nobody may guess.
            case INTEGRITY_CONFLICT,
                    ORDER_MISSING,
                    ORDER_CONFLICT,
                    PRODUCT_UNKNOWN,
                    MATERIAL_UNKNOWN,
                    MATERIAL_CONFLICT,
                    LINEAGE_MISSING ->
                    NOBODY;
            // These wait for statements of their own kind.
            case CORRECTION_CONFLICT,
                    CORRECTION_WITHOUT_ORIGINAL,
                    CORRECTION_NOT_ENTITLED,
                    CORRECTION_NOT_ALLOWED,
                    CORRECTION_UNAPPROVED,
                    RELEASE_REOPENED,
                    LOT_REJECTED ->
                    NOBODY;
            // What is out of specification, or was near another patient, is the physician's to know
            // (DOMAIN I-34).
            case IDENTITY_MISMATCH,
                    QC_FAILED,
                    RELEASED_WITHOUT_EVIDENCE,
                    EXCURSION,
                    KINETIC_MEAN_TOO_HIGH,
                    MATERIAL_NOT_SUITABLE,
                    MATERIAL_TOO_OLD ->
                    QUALITY_AND_PHYSICIAN;
            case KEY_COMPROMISED,
                    SCAN_UNREADABLE,
                    ALIAS_CONFLICT,
                    LABELS_UNACCOUNTED,
                    HANDOFF_WITHOUT_RELEASE,
                    HANDOFF_MISMATCH,
                    CUSTODY_CONFLICT,
                    ACTED_WITHOUT_CUSTODY,
                    SEAL_BROKEN,
                    CARRIER_CONTENT_MISMATCH,
                    USED_WHILE_ENCLOSED,
                    RECEIPT_NOT_ACCEPTED,
                    USED_AFTER_END,
                    LOGGER_MISSING,
                    TELEMETRY_GAP,
                    LOGGER_STOPPED,
                    EXCURSION_POSSIBLE,
                    KINETIC_MEAN_DOUBTFUL,
                    READING_CONFLICT,
                    LYMPHODEPLETION_TOO_EARLY,
                    INFUSED_UNCONFIRMED,
                    INFUSED_UNRELEASED,
                    INFUSED_TOO_LATE ->
                    QUALITY;
            // They hold nothing.
            case HANDOFF_OPEN,
                    LOGGER_DISAGREEMENT,
                    LOGGER_BATTERY_LOW,
                    TILTED,
                    SHOCKED,
                    HOLD_TIME_EXCEEDED,
                    HOLD_TIME_RUNNING_OUT,
                    EXCURSION_TOLERATED,
                    DEVICE_RESULT_DIFFERS,
                    LATE_AFTER_SEAL,
                    SEALED_INCOMPLETE,
                    SEAL_NOT_ENTITLED ->
                    NOBODY;
        };
    }
}
