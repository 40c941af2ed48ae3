package io.unbroken.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommittingBackendTest {

    private static final int WRITERS = 8;
    private static final int ROUNDS = 200;

    private final MVStore file = new MVStore.Builder().open();
    private final AtomicInteger ended = new AtomicInteger();
    private final MongoServer server =
            new MongoServer(new CommittingBackend(file, ended::incrementAndGet));
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private final MongoCollection<Document> documents =
            client.getDatabase("test").getCollection("documents");

    @BeforeEach
    void begin() {
        documents.insertOne(new Document("_id", "one").append("first", 0).append("last", 0));
    }

    @AfterEach
    void end() {
        client.close();
        server.shutdownNow();
    }

    @Test
    void when_the_storage_has_closed_itself_the_process_ends_instead_of_refusing_for_ever() {
        assertThat(ended).hasValue(0);
        // As H2 does when a write to its file fails.
        file.closeImmediately();

        assertThatThrownBy(() -> documents.insertOne(new Document("_id", "two")))
                .isInstanceOf(MongoException.class);

        assertThat(ended).hasPositiveValue();
    }

    @Test
    void a_counter_gives_no_number_twice() throws Exception {
        Set<Integer> given = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<List<Integer>>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                running.add(
                        threads.submit(
                                () -> IntStream.range(0, ROUNDS).mapToObj(_ -> next()).toList()));
            }
            for (Future<List<Integer>> numbers : running) {
                given.addAll(numbers.get());
            }
        }

        assertThat(given).hasSize(WRITERS * ROUNDS);
    }

    @Test
    void a_reader_sees_a_document_before_or_after_a_replacement_and_never_between()
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writing =
                    threads.submit(() -> {
                        for (int n = 1; n <= WRITERS * ROUNDS; n++) {
                            replace(n);
                        }
                    });
            while (!writing.isDone()) {
                Document read = Objects.requireNonNull(documents.find(eq("_id", "one")).first());

                assertThat(read.getInteger("first")).isEqualTo(read.getInteger("last"));
            }
            writing.get();
        }
    }

    @Test
    void a_reader_gets_its_turn_among_writers_that_come_again_and_again() throws Exception {
        var written = new AtomicInteger();
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writing.add(
                        threads.submit(() -> {
                            while (!done.get()) {
                                replace(written.incrementAndGet());
                            }
                        }));
            }
            try {
                for (int read = 0; read < ROUNDS; read++) {
                    assertThat(documents.find(eq("_id", "one")).first()).isNotNull();
                }
            } finally {
                done.set(true);
            }
            for (Future<?> each : writing) {
                each.get();
            }
        }

        // Each writer has its turn as often as the reader, give or take who is at the network.
        assertThat(written).hasValueLessThan(5 * WRITERS * ROUNDS);
    }

    @Test
    void it_says_which_run_of_it_answers() {
        var status = new Document("serverStatus", 1);
        var database = client.getDatabase("test");
        var another = new CommittingBackend(new MVStore.Builder().open(), () -> {});

        Object run = database.runCommand(status).get("bootId");

        assertThat(run).isInstanceOf(String.class);
        assertThat(database.runCommand(status).get("bootId")).isEqualTo(run);
        assertThat(another.getServerStatus().get("bootId")).isNotEqualTo(run);
        another.close();
    }

    private int next() {
        Document counted =
                documents.findOneAndUpdate(
                        eq("_id", "one"),
                        Updates.inc("last", 1),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return counted == null ? -1 : counted.getInteger("last");
    }

    private void replace(int n) {
        var document = new Document("_id", "one").append("first", n);
        IntStream.range(0, 100).forEach(i -> document.append("between" + i, n));
        documents.replaceOne(eq("_id", "one"), document.append("last", n));
    }
}
