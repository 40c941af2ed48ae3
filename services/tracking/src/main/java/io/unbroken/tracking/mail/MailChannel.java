package io.unbroken.tracking.mail;

import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.alert.AlertChannel;
import io.unbroken.tracking.alert.AlertEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Puts what is told of a journey to its incident.
public final class MailChannel implements AlertChannel {

    private static final int MOST_ATTEMPTS = 20;

    private final IncidentStore incidents;
    private final Mailer mailer;
    private final Severity least;
    private final InstantSource clock;

    /// @param least only what is at least this bad is mailed
    public MailChannel(
            IncidentStore incidents, Mailer mailer, Severity least, InstantSource clock) {
        this.incidents = incidents;
        this.mailer = mailer;
        this.least = least;
        this.clock = clock;
    }

    @Override
    public void take(List<AlertEvent> events) {
        List<AlertEvent> wanted =
                events.stream()
                        .filter(event -> event.alert().severity().compareTo(least) >= 0)
                        .toList();
        if (wanted.isEmpty()) {
            return;
        }
        CoiId coi = wanted.getFirst().alert().coi();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            Incident before = incidents.of(coi);
            Incident after = before.with(wanted, now);
            if (after.equals(before) || incidents.replace(before, after, now).isPresent()) {
                mailer.wake();
                return;
            }
        }
        throw new IllegalStateException(
                "expected to write what is to be mailed in %d attempts".formatted(MOST_ATTEMPTS));
    }
}
