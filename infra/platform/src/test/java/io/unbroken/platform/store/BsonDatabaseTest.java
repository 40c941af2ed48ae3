package io.unbroken.platform.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BsonDatabaseTest {
    private static final int MANY = 500;

    @TempDir private Path directory = Path.of("");

    @Test
    void what_a_driver_writes_is_what_it_reads_after_a_restart() {
        // given
        var id = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
        var document =
                new Document("_id", "all kinds")
                        .append("text", "Zelle – 細胞")
                        .append("int", 1)
                        .append("long", 1L)
                        .append("double", 1.0)
                        .append("decimal", Decimal128.parse("1.50"))
                        .append("yes", true)
                        .append("time", Date.from(Instant.parse("2026-11-21T03:00:00.123Z")))
                        .append("none", null)
                        .append("bytes", new Binary(new byte[] {0, -1, 127}))
                        .append("uuid", new Binary((byte) 4, new byte[16]))
                        .append("object", new ObjectId("507f1f77bcf86cd799439011"))
                        .append("list", List.of(1, "two", new Document("three", 3L)))
                        .append("nested", new Document("deep", new Document("er", id.toString())));

        // when
        run(new CommittingBackend(file(), () -> {}), documents -> documents.insertOne(document));

        // then
        run(
                new CommittingBackend(file(), () -> {}),
                documents ->
                        assertThat(documents.find(eq("_id", "all kinds")).first())
                                .isEqualTo(document));
    }

    @Test
    void each_document_is_found_by_its_id_whatever_kind_of_id_that_is() {
        // given
        List<Object> ids =
                new ArrayList<>(
                        List.of(
                                "",
                                "a",
                                1,
                                2L,
                                2.5,
                                new ObjectId(),
                                new Document("a", 1).append("b", "c")));
        for (int i = 0; i < MANY; i++) {
            ids.add("journey-" + i);
        }

        // when
        run(
                new CommittingBackend(file(), () -> {}),
                documents ->
                        ids.forEach(id ->
                                documents.insertOne(
                                        new Document("_id", id).append("is", id.toString()))));

        // then
        run(
                new CommittingBackend(file(), () -> {}),
                documents ->
                        assertThat(ids)
                                .allSatisfy(id ->
                                        assertThat(documents.find(eq("_id", id)).first())
                                                .containsEntry("is", id.toString())));
    }

    @Test
    void several_ids_and_conditions_beside_an_id_find_what_a_scan_finds() {
        run(
                new CommittingBackend(file(), () -> {}),
                documents -> {
                    // given
                    for (int i = 0; i < MANY; i++) {
                        documents.insertOne(
                                new Document("_id", "id-" + i).append("version", i % 3));
                    }

                    // when
                    var several =
                            documents
                                    .find(in("_id", "id-7", "id-8", "none", "id-7"))
                                    .into(new ArrayList<>());
                    var matching =
                            documents
                                    .find(and(in("_id", "id-7", "id-8"), eq("version", 2)))
                                    .into(new ArrayList<>());
                    var stale =
                            documents.replaceOne(
                                    and(eq("_id", "id-7"), eq("version", 0)),
                                    new Document("version", 9));
                    var current =
                            documents.replaceOne(
                                    and(eq("_id", "id-8"), eq("version", 2)),
                                    new Document("version", 9));
                    var missing =
                            documents.replaceOne(
                                    and(eq("_id", "new"), eq("version", 0)),
                                    new Document("version", 1));

                    // then
                    assertThat(several)
                            .extracting(found -> found.get("_id"))
                            .containsExactlyInAnyOrder("id-7", "id-8");
                    assertThat(matching)
                            .extracting(found -> found.get("_id"))
                            .containsExactly("id-8");
                    assertThat(stale.getMatchedCount()).isZero();
                    assertThat(current.getModifiedCount()).isOne();
                    assertThat(missing.getMatchedCount()).isZero();
                    assertThat(documents.countDocuments(eq("version", 9))).isOne();
                });
    }

    @Test
    void a_file_written_with_serialized_objects_is_read_on() {
        // given
        run(
                new H2Backend(file()),
                documents -> {
                    documents.createIndex(
                            Indexes.ascending("kind", "value"), new IndexOptions().unique(true));
                    for (int i = 0; i < MANY; i++) {
                        documents.insertOne(
                                new Document("_id", "old-" + i)
                                        .append("kind", i % 7)
                                        .append("value", i));
                    }
                });

        // when
        MVStore file = file();
        BsonDatabase.adopt(file);
        run(
                new CommittingBackend(file, () -> {}),
                documents ->
                        documents.replaceOne(
                                eq("_id", "old-3"),
                                new Document("_id", "old-3").append("value", "new")));

        // then
        run(
                new CommittingBackend(file(), () -> {}),
                documents -> {
                    for (int i = 0; i < MANY; i++) {
                        assertThat(documents.find(eq("_id", "old-" + i)).first())
                                .containsEntry("value", i == 3 ? "new" : (Object) i);
                    }
                    assertThat(documents.countDocuments()).isEqualTo(MANY);
                });
    }

    private MVStore file() {
        return new MVStore.Builder().fileName(directory.resolve("store.mv").toString()).open();
    }

    private static void run(H2Backend backend, Consumer<MongoCollection<Document>> work) {
        var server = new MongoServer(backend);
        try (var client = MongoClients.create(server.bindAndGetConnectionString())) {
            work.accept(client.getDatabase("test").getCollection("documents"));
        } finally {
            server.shutdownNow();
        }
    }
}
