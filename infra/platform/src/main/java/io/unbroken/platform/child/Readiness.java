package io.unbroken.platform.child;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import io.unbroken.schemas.catalogue.Brokers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;

/// Asks a part, in its own protocol, whether it works. An open port alone says little.
@FunctionalInterface
public interface Readiness {
    /// How long one question may take: long enough for a JVM that is still warming up.
    Duration QUESTION_LIMIT = Duration.ofSeconds(5);

    /// Whether the part answered as it should.
    boolean answers();

    /// An HTTP address that must answer 200.
    static Readiness http(String address) {
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(QUESTION_LIMIT).build();
        return () -> {
            try (var client = HttpClient.newBuilder().connectTimeout(QUESTION_LIMIT).build()) {
                return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /// A Kafka broker that must know itself as part of its cluster.
    ///
    /// @param settings file with what a client needs to be let in
    static Readiness kafka(int port, Path settings) {
        var purpose =
                Map.<String, Object>of(
                        "default.api.timeout.ms",
                        (int) QUESTION_LIMIT.toMillis(),
                        "request.timeout.ms",
                        (int) QUESTION_LIMIT.toMillis());
        return () -> {
            if (!listens(port) || !Files.exists(settings)) {
                return false;
            }
            var broker = Brokers.of("127.0.0.1:" + port, settings.toString());
            try (var admin = Admin.create(broker.client(purpose))) {
                return !admin.describeCluster()
                        .nodes()
                        .get(QUESTION_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                        .isEmpty();
            } catch (ExecutionException | TimeoutException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }

    /// A MongoDB server that must answer a ping.
    static Readiness mongo(int port) {
        return () -> {
            if (!listens(port)) {
                return false;
            }
            var address =
                    "mongodb://127.0.0.1:"
                            + port
                            + "/?serverSelectionTimeoutMS="
                            + QUESTION_LIMIT.toMillis();
            try (var client = MongoClients.create(address)) {
                client.getDatabase("admin").runCommand(new Document("ping", 1));
                return true;
            } catch (MongoException _) {
                return false;
            }
        };
    }

    /// Whether something listens at a port of this machine.
    static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    (int) QUESTION_LIMIT.toMillis());
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
