package io.unbroken.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.set;
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

    /// So large that no two documents share a page.
    private static final int LARGE = 8_192;

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
    void a_compare_and_set_and_a_page_of_a_list_read_few_pages_of_the_file() {
        // given
        run(
                new CommittingBackend(file(), () -> {}),
                documents -> {
                    for (int i = 0; i < MANY; i++) {
                        documents.insertOne(
                                new Document("_id", "id-%03d".formatted(i))
                                        .append("version", 1)
                                        .append("history", new Binary(new byte[LARGE])));
                    }
                });
        var file =
                new MVStore.Builder()
                        .fileName(directory.resolve("store.mv").toString())
                        .cacheSize(0)
                        .open();
        run(
                new CommittingBackend(file, () -> {}),
                documents -> {
                    // when
                    long before = file.getFileStore().getReadCount();
                    var current =
                            documents.replaceOne(
                                    and(eq("_id", "id-007"), eq("version", 1)),
                                    new Document("version", 2));
                    var stale =
                            documents.updateOne(
                                    and(eq("_id", "id-007"), eq("version", 1)), set("version", 9));
                    var some =
                            documents
                                    .find(and(in("_id", "id-007", "id-300"), exists("version")))
                                    .into(new ArrayList<>());
                    var page =
                            documents
                                    .find(and(gt("_id", "id-099"), lt("version", 9)))
                                    .sort(ascending("_id"))
                                    .limit(3)
                                    .into(new ArrayList<>());
                    var first = documents.find().sort(ascending("_id")).limit(2);

                    // then
                    assertThat(current.getModifiedCount()).isOne();
                    assertThat(stale.getMatchedCount()).isZero();
                    assertThat(some)
                            .extracting(found -> found.get("_id"))
                            .containsExactlyInAnyOrder("id-007", "id-300");
                    assertThat(page)
                            .extracting(found -> found.get("_id"))
                            .containsExactly("id-100", "id-101", "id-102");
                    assertThat(first)
                            .extracting(found -> found.get("_id"))
                            .containsExactly("id-000", "id-001");
                    assertThat(file.getFileStore().getReadCount() - before).isLessThan(MANY / 5);
                });
    }

    @Test
    void a_list_is_in_the_order_of_ids_also_where_not_all_are_texts() {
        run(
                new CommittingBackend(file(), () -> {}),
                documents -> {
                    // given
                    for (Object id : List.of("b", 10, "a", 9)) {
                        documents.insertOne(new Document("_id", id));
                    }

                    // when
                    var all = documents.find().sort(ascending("_id"));

                    // then
                    assertThat(all)
                            .extracting(found -> found.get("_id"))
                            .containsExactly(9, 10, "a", "b");
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
