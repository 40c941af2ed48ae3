package io.unbroken.tracking.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Makes clients of the store that fail soon: who waits and tries again is the recorder.
public final class StoreClients {

    /// Whoever asks has a person waiting, or a batch that is tried again.
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(2);

    private static final String USUAL_DATABASE = "tracking";

    private StoreClients() {}

    /// A client that waits at most `longest` for an answer, and at most two seconds for a server or a connection.
    public static MongoClient of(String uri, Duration longest) {
        long search = Math.min(longest.toMillis(), LONGEST_SEARCH.toMillis());
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyToClusterSettings(cluster ->
                                cluster.serverSelectionTimeout(search, TimeUnit.MILLISECONDS))
                        .applyToSocketSettings(socket ->
                                socket.connectTimeout(search, TimeUnit.MILLISECONDS)
                                        .readTimeout(longest.toMillis(), TimeUnit.MILLISECONDS))
                        // What the address says wins over the above.
                        .applyConnectionString(new ConnectionString(uri))
                        .build());
    }

    /// The database that the address names, or one of our own name.
    public static MongoDatabase database(MongoClient client, String uri) {
        String name = new ConnectionString(uri).getDatabase();
        return client.getDatabase(name == null ? USUAL_DATABASE : name);
    }
}
