package io.unbroken.custody.finding;

import static io.unbroken.custody.finding.Severity.CRITICAL;
import static io.unbroken.custody.finding.Severity.INFO;
import static io.unbroken.custody.finding.Severity.MAJOR;
import static io.unbroken.custody.finding.Severity.WARNING;

/// The kinds of finding, each with its severity and whether it holds the points of use.
public enum FindingCode {
    /// One event id was used for two different contents; both are kept.
    INTEGRITY_CONFLICT(CRITICAL, true),
    /// Someone else than the party may have signed events or readings, for the key is compromised.
    KEY_COMPROMISED(CRITICAL, true),
    /// Two corrections of one event do not know each other; what was said first stands, and holds.
    CORRECTION_CONFLICT(CRITICAL, true),
    /// A correction, or an approval of one, names an event that is not known in this journey, or not with this content.
    CORRECTION_WITHOUT_ORIGINAL(MAJOR, true),
    /// A correction was said by a party, or approved in a capacity, that has no say over the event.
    CORRECTION_NOT_ENTITLED(MAJOR, true),
    /// A correction would change what no correction may change.
    CORRECTION_NOT_ALLOWED(MAJOR, true),
    /// A correction waits for the second person's signature.
    CORRECTION_UNAPPROVED(MAJOR, true),
    /// An identifier of this chain is claimed by another one too: both are held.
    ALIAS_CONFLICT(CRITICAL, true),
    /// No therapy order is known for this chain, or no enrolment.
    ORDER_MISSING(MAJOR, true),
    /// Two orders or two patients claim one chain (DOMAIN I-02).
    ORDER_CONFLICT(CRITICAL, true),
    /// The ordered product has no profile that is in force.
    PRODUCT_UNKNOWN(MAJOR, true),
    /// A label or wristband names another chain, unit or patient.
    IDENTITY_MISMATCH(CRITICAL, true),
    /// A raw scan cannot be read as what it begins to be, or holds what no event may: it proves nothing.
    SCAN_UNREADABLE(MAJOR, true),
    /// A unit is named that nobody collected or filled.
    MATERIAL_UNKNOWN(MAJOR, true),
    /// One unit was collected or filled twice (DOMAIN I-01).
    MATERIAL_CONFLICT(CRITICAL, true),
    /// Material was collected in a way from which the product is not made.
    MATERIAL_NOT_SUITABLE(MAJOR, true),
    /// Material waited for manufacture for longer than the profile allows.
    MATERIAL_TOO_OLD(MAJOR, true),
    /// Labels printed are not labels applied and destroyed (DOMAIN I-08).
    LABELS_UNACCOUNTED(MAJOR, true),
    /// Custody was offered and not yet taken.
    HANDOFF_OPEN(INFO, false),
    /// Custody was taken that nobody is known to have offered.
    HANDOFF_WITHOUT_RELEASE(MAJOR, true),
    /// The two halves of a handoff name other parties, shippers, seals or units.
    HANDOFF_MISMATCH(CRITICAL, true),
    /// Custody was given by a party that did not hold it, or one handoff was taken twice.
    CUSTODY_CONFLICT(CRITICAL, true),
    /// A party acted on units that it did not hold (DOMAIN I-13).
    ACTED_WITHOUT_CUSTODY(MAJOR, true),
    /// A seal was broken or missing at a handoff.
    SEAL_BROKEN(MAJOR, true),
    /// A shipper or store was opened with another seal or content than it was closed with (DOMAIN I-14).
    CARRIER_CONTENT_MISMATCH(CRITICAL, true),
    /// A unit was used while it is not known to have been taken out of its shipper or store.
    USED_WHILE_ENCLOSED(MAJOR, true),
    /// A product's lot is not known to have been made from this journey's material (DOMAIN I-04).
    LINEAGE_MISSING(CRITICAL, true),
    /// The receiver did not accept units.
    RECEIPT_NOT_ACCEPTED(MAJOR, true),
    /// A unit was used after it had come to its end (DOMAIN I-16).
    USED_AFTER_END(CRITICAL, true),
    /// A quality test failed.
    QC_FAILED(MAJOR, true),
    /// A lot was released although a required test was missing or failed (DOMAIN I-31).
    RELEASED_WITHOUT_EVIDENCE(CRITICAL, true),
    /// What quality released a lot on was corrected afterwards; it has to decide again (DOMAIN I-32).
    RELEASE_REOPENED(MAJOR, true),
    /// Quality rejected the lot.
    LOT_REJECTED(MAJOR, true),
    /// Units travelled or lay without a logger.
    LOGGER_MISSING(WARNING, true),
    /// Readings are missing for longer than the profile allows.
    TELEMETRY_GAP(WARNING, true),
    /// A logger's readings end before it was parted from the units, by more than the profile allows, or it said that it stopped.
    LOGGER_STOPPED(WARNING, true),
    /// Two loggers in one carrier differ by more, and for longer, than the profile tolerates; then none of them speaks for the other.
    LOGGER_DISAGREEMENT(WARNING, false),
    /// A logger's battery had less left than the profile demands.
    LOGGER_BATTERY_LOW(WARNING, false),
    /// A shipper leaned further than the profile allows.
    TILTED(WARNING, false),
    /// A shipper was hit harder than the profile allows.
    SHOCKED(WARNING, false),
    /// A shipper was closed for longer than it keeps its temperature by itself.
    HOLD_TIME_EXCEEDED(WARNING, false),
    /// A closed shipper soon no longer keeps its temperature by itself. No history tells it, for it depends on the clock; an alert does.
    HOLD_TIME_RUNNING_OUT(WARNING, false),
    /// Readings out of range, longer than the profile allows.
    EXCURSION(MAJOR, true),
    /// Readings do not rule out that material was out of range for longer than the profile allows.
    EXCURSION_POSSIBLE(WARNING, true),
    /// Material was so warm on the mean, weighed as USP does, as the profile does not allow.
    KINETIC_MEAN_TOO_HIGH(MAJOR, true),
    /// Readings do not rule out that it was.
    KINETIC_MEAN_DOUBTFUL(WARNING, true),
    /// Readings out of range, within what the profile allows.
    EXCURSION_TOLERATED(INFO, false),
    /// One logger gave two temperatures for one instant.
    READING_CONFLICT(WARNING, true),
    /// The logger's own results differ from what its readings give.
    DEVICE_RESULT_DIFFERS(WARNING, false),
    /// Lymphodepletion was given before the released product was at the centre (DOMAIN I-40).
    LYMPHODEPLETION_TOO_EARLY(CRITICAL, true),
    /// A unit was infused without two confirmations by two people (DOMAIN I-05).
    INFUSED_UNCONFIRMED(CRITICAL, true),
    /// A unit was infused that was not released.
    INFUSED_UNRELEASED(CRITICAL, true),
    /// A unit was infused after its expiry or after the time allowed from thaw (DOMAIN I-25).
    INFUSED_TOO_LATE(CRITICAL, true),
    /// Quality closed the journey on another set of events and readings than is known now.
    LATE_AFTER_SEAL(WARNING, false),
    /// Quality closed the journey although it is not complete.
    SEALED_INCOMPLETE(WARNING, false),
    /// A party closed the journey that has no part in it.
    SEAL_NOT_ENTITLED(WARNING, false);

    private final Severity severity;
    private final boolean blocking;

    FindingCode(Severity severity, boolean blocking) {
        this.severity = severity;
        this.blocking = blocking;
    }

    public Severity severity() {
        return severity;
    }

    /// Whether it holds every point of use until it is resolved.
    public boolean blocking() {
        return blocking;
    }
}
