package io.unbroken.tracking.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.finding.Severity;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.store.StoreServer;
import io.unbroken.tracking.alert.Alert;
import io.unbroken.tracking.alert.AlertEvent;
import io.unbroken.tracking.alert.AlertEvent.Kind;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;

final class MailerTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final CoiId COI = CoiId.issue("A9999", 2026, 1);

    private final GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private final StoreServer server = StoreServer.inMemory();
    private final MongoClient client = MongoClients.create(server.uri());
    private final MongoDatabase database = client.getDatabase("tracking");
    private final IncidentStore incidents = new IncidentStore(database);
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private Instant now = START;
    private long sequence;
    private final Mailer mailer =
            new Mailer(
                    incidents,
                    sender,
                    "alerts@unbroken.example",
                    List.of("qa@site.example", "courier@site.example"),
                    "https://tracking.example",
                    () -> now);
    private final MailChannel channel =
            new MailChannel(incidents, mailer, Severity.WARNING, () -> now);

    @BeforeEach
    void start() {
        smtp.start();
        sender.setHost("127.0.0.1");
        sender.setPort(smtp.getSmtp().getPort());
    }

    @AfterEach
    void stop() {
        smtp.stop();
        client.close();
        server.close();
    }

    @Test
    void the_first_of_an_incident_is_mailed_at_once_to_all() throws Exception {
        channel.take(List.of(event(Kind.RAISED, "al_1", Severity.MAJOR)));
        mailer.look();

        MimeMessage[] mails = smtp.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getSubject()).isEqualTo("[MAJOR] %s: Excursion".formatted(COI));
        assertThat(mails[0].getAllRecipients()).hasSize(2);
        assertThat(mails[0].getContent().toString())
                .contains("RAISED: MAJOR Excursion, holds the points of use")
                .contains("1 alerts are open")
                .contains("https://tracking.example/journey.html?coi=" + COI);
    }

    @Test
    void what_follows_is_one_update_that_belongs_to_the_first() throws Exception {
        channel.take(List.of(event(Kind.RAISED, "al_1", Severity.MAJOR)));
        mailer.look();
        pass(Duration.ofMinutes(1));
        channel.take(List.of(event(Kind.CHANGED, "al_1", Severity.CRITICAL)));
        pass(Duration.ofMinutes(1));
        channel.take(List.of(event(Kind.CLOSED, "al_1", Severity.CRITICAL)));
        mailer.look();
        assertThat(smtp.getReceivedMessages()).hasSize(2);

        pass(Incident.BETWEEN_UPDATES);
        mailer.look();

        MimeMessage[] mails = smtp.getReceivedMessages();
        assertThat(mails).hasSize(4);
        MimeMessage update = mails[3];
        assertThat(update.getSubject()).isEqualTo("Re: [MAJOR] %s: Excursion".formatted(COI));
        assertThat(update.getHeader("In-Reply-To")).containsExactly(mails[0].getMessageID());
        assertThat(update.getContent().toString())
                .contains("CHANGED")
                .contains("CLOSED")
                .contains("No alert is open");
    }

    @Test
    void after_all_is_closed_the_next_is_another_incident() throws Exception {
        channel.take(
                List.of(
                        event(Kind.RAISED, "al_1", Severity.MAJOR),
                        event(Kind.CLOSED, "al_1", Severity.MAJOR)));
        mailer.look();
        pass(Duration.ofMinutes(1));
        channel.take(List.of(event(Kind.RAISED, "al_2", Severity.MAJOR)));
        mailer.look();

        MimeMessage[] mails = smtp.getReceivedMessages();
        assertThat(mails).hasSize(4);
        assertThat(mails[3].getSubject()).startsWith("[MAJOR]");
        assertThat(mails[3].getHeader("In-Reply-To")).isNull();
    }

    @Test
    void what_is_handed_over_twice_is_mailed_once() {
        AlertEvent raised = event(Kind.RAISED, "al_1", Severity.MAJOR);
        channel.take(List.of(raised));
        mailer.look();
        channel.take(List.of(raised));
        pass(Incident.BETWEEN_UPDATES);
        mailer.look();

        assertThat(smtp.getReceivedMessages()).hasSize(2);
    }

    @Test
    void a_server_that_is_away_gets_it_later_under_the_same_id() throws Exception {
        smtp.stop();
        channel.take(List.of(event(Kind.RAISED, "al_1", Severity.MAJOR)));
        mailer.look();
        mailer.look();
        smtp.start();
        sender.setPort(smtp.getSmtp().getPort());
        mailer.look();
        assertThat(smtp.getReceivedMessages()).isEmpty();

        pass(Duration.ofMinutes(1));
        mailer.look();

        assertThat(smtp.getReceivedMessages()).hasSize(2);
        assertThat(smtp.getReceivedMessages()[0].getMessageID()).startsWith("<ae_1@unbroken");
    }

    @Test
    void one_whose_process_died_while_it_was_sent_is_sent_by_another() {
        channel.take(List.of(event(Kind.RAISED, "al_1", Severity.MAJOR)));
        Incident due = incidents.due(now, 1).getFirst();
        assertThat(incidents.replace(due, due.leased(now), now)).isPresent();
        mailer.look();
        assertThat(smtp.getReceivedMessages()).isEmpty();

        pass(Duration.ofMinutes(3));
        mailer.look();

        assertThat(smtp.getReceivedMessages()).hasSize(2);
    }

    @Test
    void what_is_milder_than_wanted_is_not_mailed() {
        new MailChannel(incidents, mailer, Severity.CRITICAL, () -> now)
                .take(List.of(event(Kind.RAISED, "al_1", Severity.MAJOR)));
        mailer.look();

        assertThat(smtp.getReceivedMessages()).isEmpty();
    }

    private void pass(Duration length) {
        now = now.plus(length);
    }

    private AlertEvent event(Kind kind, String alert, Severity severity) {
        sequence++;
        return new AlertEvent(
                "ae_" + sequence,
                kind,
                kind == Kind.CLOSED ? Optional.of(AlertEvent.Reason.ENDED) : Optional.empty(),
                sequence,
                now,
                new Alert(
                        alert,
                        COI,
                        Optional.of("SYN-CART-19"),
                        FindingCode.EXCURSION,
                        severity,
                        true,
                        "LOG-1",
                        Optional.of(START),
                        kind == Kind.CLOSED ? Optional.of(now) : Optional.empty(),
                        "Shipper BOX-1: Too warm."));
    }
}
