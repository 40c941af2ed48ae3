package io.unbroken.tracking.mail;

import io.unbroken.tracking.mail.Incident.FirstMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/// Sends what is due, in a thread of its own. Several instances share the work: whoever sends puts the next attempt off first.
public final class Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 20;
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final IncidentStore incidents;
    private final JavaMailSender sender;
    private final String from;
    private final List<String> to;
    private final String pages;
    private final InstantSource clock;
    private final Semaphore woken = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().daemon().name("mails").unstarted(this::run);
    private volatile boolean stopping;

    /// @param pages the address of our pages, for links; empty for none
    public Mailer(
            IncidentStore incidents,
            JavaMailSender sender,
            String from,
            List<String> to,
            String pages,
            InstantSource clock) {
        this.incidents = incidents;
        this.sender = sender;
        this.from = from;
        this.to = List.copyOf(to);
        this.pages = pages;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    public void stop() {
        stopping = true;
        wake();
        try {
            thread.join(LONGEST_STOP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Something may be due.
    void wake() {
        woken.release();
    }

    private void run() {
        while (!stopping) {
            Duration rest = BETWEEN_LOOKS;
            try {
                look();
            } catch (RuntimeException failure) {
                rest = PAUSE;
                LOG.warn("Mails wait, and go on in {}. Check the store.", rest, failure);
            }
            try {
                if (woken.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /// Sends once what is due.
    void look() {
        for (Incident due : incidents.due(clock.instant(), MOST_AT_ONCE)) {
            if (stopping) {
                return;
            }
            incidents
                    .replace(due, due.leased(clock.instant()), clock.instant())
                    .ifPresent(this::send);
        }
    }

    private void send(Incident leased) {
        if (leased.lines().isEmpty()) {
            return;
        }
        FirstMail root =
                leased.first()
                        .orElseGet(() ->
                                new FirstMail(
                                        leased.lines().getFirst().event(),
                                        MailText.subject(leased),
                                        clock.instant()));
        try {
            sender.send(message(leased, root));
        } catch (MailException | MessagingException failure) {
            LOG.warn(
                    "A mail was not taken ({}) and is sent again. Check the mail server.",
                    failure.getClass().getSimpleName());
            update(leased, current -> current.failed(clock.instant()));
            return;
        }
        update(leased, current -> current.mailed(leased, root, clock.instant()));
    }

    private MimeMessage message(Incident incident, FirstMail root) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        helper.setFrom(from);
        helper.setTo(to.toArray(String[]::new));
        helper.setSentDate(Date.from(clock.instant()));
        helper.setText(MailText.body(incident, pages));
        message.setHeader("Message-ID", id(incident.lines().getFirst().event()));
        // No holiday note shall answer.
        message.setHeader("Auto-Submitted", "auto-generated");
        if (incident.first().isPresent()) {
            helper.setSubject("Re: " + root.subject());
            message.setHeader("In-Reply-To", id(root.messageId()));
            message.setHeader("References", id(root.messageId()));
        } else {
            helper.setSubject(root.subject());
        }
        return message;
    }

    private String id(String event) {
        return "<%s@%s>".formatted(event, from.substring(from.lastIndexOf('@') + 1));
    }

    /// What came in while it was sent stays.
    private void update(Incident leased, java.util.function.UnaryOperator<Incident> change) {
        Optional<Incident> written = Optional.empty();
        Incident before = leased;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && written.isEmpty(); attempt++) {
            Instant now = clock.instant();
            written = incidents.replace(before, change.apply(before), now);
            before = incidents.of(leased.coi());
        }
    }
}
