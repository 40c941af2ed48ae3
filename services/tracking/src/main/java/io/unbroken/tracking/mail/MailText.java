package io.unbroken.tracking.mail;

import io.unbroken.tracking.alert.Alert;
import io.unbroken.tracking.alert.AlertEvent;
import io.unbroken.tracking.mail.Incident.Line;
import java.util.Locale;
import java.util.stream.Collectors;

/// What stands in a mail: plain text, without patient data.
final class MailText {

    private MailText() {}

    static String line(AlertEvent event) {
        Alert alert = event.alert();
        String reason =
                event.reason()
                        .map(why -> " (%s)".formatted(why.name().toLowerCase(Locale.ROOT)))
                        .orElse("");
        return "%s %s%s: %s %s%s. %s"
                .formatted(
                        event.at(),
                        event.kind(),
                        reason,
                        alert.severity(),
                        about(alert),
                        alert.holds() ? ", holds the points of use" : "",
                        alert.detail());
    }

    static String subject(Incident incident) {
        String what = incident.lines().isEmpty() ? "" : incident.lines().getFirst().about();
        return "[%s] %s: %s".formatted(incident.worst(), incident.coi(), what);
    }

    /// The kind of an alert in words.
    static String about(Alert alert) {
        return words(alert.code().name());
    }

    static String body(Incident incident, String pages) {
        String lines =
                incident.lines().stream().map(Line::text).collect(Collectors.joining("\n\n"));
        String going =
                incident.open().isEmpty()
                        ? "No alert is open on this journey now."
                        : "%d alerts are open on this journey now."
                                .formatted(incident.open().size());
        String link =
                pages.isBlank()
                        ? ""
                        : "\n%s/journey.html?coi=%s\n"
                                .formatted(pages.replaceAll("/+$", ""), incident.coi());
        return """
        Journey %s

        %s

        %s
        %s\
        """
                .formatted(incident.coi(), lines, going, link);
    }

    private static String words(String code) {
        String spaced = code.replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
