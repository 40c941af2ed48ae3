package io.unbroken.tracking;

import com.mongodb.client.MongoDatabase;
import io.unbroken.tracking.mail.IncidentStore;
import io.unbroken.tracking.mail.MailChannel;
import io.unbroken.tracking.mail.Mailer;
import io.unbroken.tracking.settings.MailProperties;
import io.unbroken.tracking.settings.MailProperties.Tls;
import io.unbroken.tracking.settings.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Properties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Puts mails together, where a mail server is configured.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${unbroken.tracking.mail.host:}'.isBlank()")
class MailConfiguration {

    /// A server that answers more slowly is asked again. The default is for ever.
    private static final String LONGEST_WAIT_MILLIS = "20000";

    @Bean
    JavaMailSender mailSender(MailProperties properties) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(properties.host());
        sender.setPort(properties.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        sender.setProtocol(properties.tls() == Tls.IMPLICIT ? "smtps" : "smtp");
        Properties session = sender.getJavaMailProperties();
        for (String protocol : new String[] {"smtp", "smtps"}) {
            for (String wait : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
                session.setProperty("mail.%s.%s".formatted(protocol, wait), LONGEST_WAIT_MILLIS);
            }
            session.setProperty("mail.%s.ssl.checkserveridentity".formatted(protocol), "true");
        }
        boolean starttls = properties.tls() == Tls.STARTTLS;
        session.setProperty("mail.smtp.starttls.enable", String.valueOf(starttls));
        session.setProperty("mail.smtp.starttls.required", String.valueOf(starttls));
        if (!properties.user().isBlank()) {
            sender.setUsername(properties.user());
            sender.setPassword(SecretFile.read(Path.of(properties.passwordFile())));
            session.setProperty("mail.smtp.auth", "true");
            session.setProperty("mail.smtps.auth", "true");
        }
        return sender;
    }

    @Bean
    IncidentStore incidentStore(MongoDatabase database) {
        return new IncidentStore(database);
    }

    @Bean
    Mailer mailer(
            IncidentStore incidents,
            JavaMailSender sender,
            MailProperties properties,
            InstantSource clock) {
        return new Mailer(
                incidents, sender, properties.from(), properties.to(), properties.pages(), clock);
    }

    @Bean
    @Order(2)
    MailChannel mailChannel(
            IncidentStore incidents,
            Mailer mailer,
            MailProperties properties,
            InstantSource clock) {
        return new MailChannel(incidents, mailer, properties.severity(), clock);
    }

    @Bean
    SmartLifecycle mailing(Mailer mailer) {
        return new Mailing(mailer);
    }

    private static final class Mailing implements SmartLifecycle {

        private final Mailer mailer;
        private volatile boolean running;

        Mailing(Mailer mailer) {
            this.mailer = mailer;
        }

        @Override
        public void start() {
            running = true;
            mailer.start();
        }

        @Override
        public void stop() {
            mailer.stop();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
