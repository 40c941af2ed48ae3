package io.unbroken.collection.vault;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    private static final String DATABASE = "vault";

    /// A person waits for the answer.
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    @Bean(destroyMethod = "close")
    MongoClient vaultStore(VaultProperties properties) {
        return client(properties.mongodb());
    }

    /// A client that waits two seconds at most: for a server, a connection, an answer.
    static MongoClient client(String uri) {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyToClusterSettings(cluster ->
                                cluster.serverSelectionTimeout(
                                        LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS))
                        .applyToConnectionPoolSettings(pool ->
                                pool.maxWaitTime(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS))
                        .applyToSocketSettings(socket ->
                                socket.connectTimeout(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                                        .readTimeout(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS))
                        // What the address says wins over the above.
                        .applyConnectionString(new ConnectionString(uri))
                        .build());
    }

    @Bean
    Vault vault(MongoClient vaultStore, VaultProperties properties) {
        String named = new ConnectionString(properties.mongodb()).getDatabase();
        var random = new SecureRandom();
        return new Vault(
                vaultStore.getDatabase(Objects.requireNonNullElse(named, DATABASE)),
                VaultKeyFile.loadOrCreate(Path.of(properties.keyFile()), random),
                properties.facility(),
                random);
    }
}
