package io.unbroken.tracking.alert;

import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.CoiId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// Names alerts and what is told of them by what they are, so that nobody need agree on a name.
final class AlertIds {

    /// 128 bits: no two of all that will ever be told are alike by chance.
    private static final int BYTES = 16;

    /// Cannot stand in any part.
    private static final String BETWEEN = "\n";

    private AlertIds() {}

    /// @param since the beginning of the episode; empty for what has none and is there once for each subject
    static String alert(CoiId coi, FindingCode code, String subject, Optional<Instant> since) {
        return "al_"
                + hash(
                        "io.unbroken.alert.v1",
                        coi.value(),
                        family(code),
                        subject,
                        since.map(Instant::toString).orElse(""));
    }

    static String event(
            AlertEvent.Kind kind, Optional<AlertEvent.Reason> reason, long sequence, Alert alert) {
        return "ae_"
                + hash(
                        "io.unbroken.alert-event.v1",
                        alert.id(),
                        String.valueOf(sequence),
                        kind.name(),
                        reason.map(Enum::name).orElse(""),
                        alert.code().name(),
                        alert.severity().name(),
                        String.valueOf(alert.holds()),
                        alert.since().map(Instant::toString).orElse(""),
                        alert.until().map(Instant::toString).orElse(""));
    }

    /// How sure an excursion is changes with the readings; it is the same one. So with means, with silence and with what was foretold.
    static String family(FindingCode code) {
        return switch (code) {
            case EXCURSION, EXCURSION_POSSIBLE, EXCURSION_TOLERATED -> FindingCode.EXCURSION.name();
            case KINETIC_MEAN_TOO_HIGH, KINETIC_MEAN_DOUBTFUL ->
                    FindingCode.KINETIC_MEAN_TOO_HIGH.name();
            case LOGGER_STOPPED, TELEMETRY_GAP -> FindingCode.TELEMETRY_GAP.name();
            case HOLD_TIME_EXCEEDED, HOLD_TIME_RUNNING_OUT -> FindingCode.HOLD_TIME_EXCEEDED.name();
            default -> code.name();
        };
    }

    private static String hash(String... parts) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
