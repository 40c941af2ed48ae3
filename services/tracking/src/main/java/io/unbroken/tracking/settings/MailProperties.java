package io.unbroken.tracking.settings;

import io.unbroken.custody.finding.Severity;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// How alerts go out by e-mail.
///
/// @param host of the mail server; nothing is mailed if empty
/// @param tls how the connection is protected
/// @param user as whom we sign in; empty for not at all
/// @param passwordFile file with that user's password, mode 0600
/// @param from the sender's address
/// @param to who gets it
/// @param severity only what is at least this bad
/// @param pages the address of our pages, for links in mails; empty for none
@Validated
@ConfigurationProperties("unbroken.tracking.mail")
public record MailProperties(
        @NotNull String host,
        @Min(1) @Max(65_535) int port,
        @NotNull Tls tls,
        @NotNull String user,
        @NotNull String passwordFile,
        @NotNull String from,
        @NotNull @Size(max = 50) List<String> to,
        @NotNull Severity severity,
        @NotNull String pages) {

    public MailProperties {
        to = List.copyOf(to);
        if (!host.isBlank() && (to.isEmpty() || !from.contains("@"))) {
            throw new IllegalArgumentException(
                    "UNBROKEN_MAIL_HOST is set: set UNBROKEN_MAIL_FROM and UNBROKEN_MAIL_TO to addresses too");
        }
    }

    /// How a connection to a mail server is protected.
    public enum Tls {
        /// The server must offer STARTTLS.
        STARTTLS,
        /// TLS from the first byte.
        IMPLICIT,
        /// Not at all; for a server on this machine.
        NONE
    }
}
