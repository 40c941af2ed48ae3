package io.unbroken.tracking;

import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.tracking.evidence.Evidence;
import io.unbroken.tracking.evidence.KafkaStoredLog;
import io.unbroken.tracking.evidence.LedgerFiles;
import io.unbroken.tracking.evidence.Ledgers;
import io.unbroken.tracking.settings.LedgerProperties;
import io.unbroken.tracking.settings.TrackingProperties;
import io.unbroken.tracking.store.Store;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts evidence together.
@Configuration(proxyBeanMethods = false)
class EvidenceConfiguration {

    @Bean
    Ledgers ledgers(LedgerProperties ledger) {
        return new LedgerFiles(Path.of(ledger.directory()));
    }

    @Bean
    Evidence evidence(
            Store store,
            Ledgers ledgers,
            KafkaClients clients,
            RegistrySchemas schemas,
            TrackingProperties properties) {
        return new Evidence(
                store,
                ledgers,
                new KafkaStoredLog(() -> clients.stored("tracking-evidence")),
                schemas,
                PublicKeyFile.load(Path.of(properties.trustRoot())));
    }
}
