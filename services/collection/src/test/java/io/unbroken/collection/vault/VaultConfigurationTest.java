package io.unbroken.collection.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.unbroken.store.StoreServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class VaultConfigurationTest {

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_vault_that_takes_a_question_and_never_answers_is_away() throws Exception {
        try (var server = StoreServer.inMemory();
                var line = new Line(server.uri());
                MongoClient client = VaultConfiguration.client(line.uri())) {
            // given: a connection that works
            var patients = client.getDatabase("vault").getCollection("patients");
            patients.insertOne(new Document("_id", "PT1"));
            assertThat(patients.find().first()).isNotNull();

            // when
            line.hang();

            // then
            assertThatThrownBy(() -> patients.find().first()).isInstanceOf(MongoException.class);
        }
    }

    /// Passes on what client and server say until it hangs: it goes on taking what the client says, and gives nothing back.
    private static final class Line implements AutoCloseable {

        private final String server;
        private final ServerSocket door;
        private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
        private volatile boolean hangs;

        Line(String server) throws IOException {
            this.server = server;
            this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::accept);
        }

        String uri() {
            return "mongodb://127.0.0.1:" + door.getLocalPort();
        }

        void hang() {
            hangs = true;
        }

        private void accept() {
            String[] address = new ConnectionString(server).getHosts().getFirst().split(":", -1);
            try {
                while (true) {
                    Socket client = door.accept();
                    var behind = new Socket(address[0], Integer.parseInt(address[1]));
                    open.addAll(List.of(client, behind));
                    pass(client.getInputStream(), behind.getOutputStream());
                    pass(behind.getInputStream(), client.getOutputStream());
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        private void pass(InputStream from, OutputStream to) {
            Thread.ofVirtual()
                    .start(() -> {
                        var bytes = new byte[8192];
                        try {
                            for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                                if (!hangs) {
                                    to.write(bytes, 0, read);
                                }
                            }
                        } catch (IOException closed) {
                            // The test is over.
                        }
                    });
        }

        @Override
        public void close() throws IOException {
            door.close();
            for (Socket each : open) {
                each.close();
            }
        }
    }
}
