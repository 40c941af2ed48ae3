package io.unbroken.benchmarks.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.mongodb.client.MongoClient;
import io.unbroken.benchmarks.connector.ConnectorRun.Form;
import io.unbroken.benchmarks.data.Measurements;
import io.unbroken.benchmarks.data.Scribe;
import io.unbroken.benchmarks.stand.Stand;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectorRunTest {

    private static final int LOGGERS = 5;
    private static final int HOURS = 2;
    private static final int BATCHES = LOGGERS * HOURS;

    private Stand stand;

    @BeforeAll
    void write() {
        stand = Stand.start();
        try (var scribe = new Scribe(stand)) {
            for (int hour = 0; hour < HOURS; hour++) {
                for (int logger = 0; logger < LOGGERS; logger++) {
                    scribe.measure(Measurements.likely(logger, hour));
                }
            }
            scribe.finish();
        }
    }

    @AfterAll
    void stop() {
        stand.close();
    }

    @Test
    void each_batch_is_one_document_with_its_fields() {
        // when
        double seconds = new ConnectorRun(stand).into("fields", BATCHES, Form.FIELDS);

        // then
        assertThat(seconds).isNotNegative();
        assertThat(documents("fields"))
                .hasSize(BATCHES)
                .allSatisfy(batch -> {
                    assertThat(batch.getString("logger")).startsWith("LOG-BENCH-");
                    assertThat(batch.getList("temperatureSteps", Integer.class)).hasSize(60);
                    assertThat(batch.getList("timeSteps", Long.class)).hasSize(59);
                });
    }

    @Test
    void each_batch_is_one_document_with_its_bytes() {
        // when
        new ConnectorRun(stand).into("bytes", BATCHES, Form.BYTES);

        // then
        assertThat(documents("bytes"))
                .hasSize(BATCHES)
                .allSatisfy(batch ->
                        assertThat(batch.get("block", Binary.class).getData()).isNotEmpty());
    }

    @Test
    void a_connector_that_fails_is_no_figure() {
        var run = new ConnectorRun(stand);

        // A name that the store does not take.
        assertThatIllegalStateException()
                .isThrownBy(() -> run.into("no such name: \"$", BATCHES, Form.FIELDS));
    }

    private List<Document> documents(String database) {
        try (MongoClient client = stand.store()) {
            return client.getDatabase(database)
                    .getCollection(ConnectorRun.COLLECTION)
                    .find()
                    .into(new ArrayList<>());
        }
    }
}
