package io.unbroken.collection.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.unbroken.collection.vault.Vault.Enrolled;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.schemas.keys.KeyFileException;
import io.unbroken.store.StoreServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the store that the embedded platform runs.
class VaultTest {

    private static final Patient PATIENT =
            new Patient("Zora Canary", LocalDate.of(1970, 5, 17), "MRN-CANARY-77");

    private final SecureRandom random = new SecureRandom();
    private StoreServer server;
    private MongoClient client;
    private MongoDatabase database;
    private Vault vault;

    @BeforeEach
    void openVault() {
        server = StoreServer.inMemory();
        client = MongoClients.create(server.uri());
        database = client.getDatabase("vault");
        vault = new Vault(database, new byte[Sealer.KEY_BYTES], "A9999", random);
    }

    @AfterEach
    void closeVault() {
        client.close();
        server.close();
    }

    @Test
    void no_two_of_many_patients_enrolled_at_once_get_one_chain() throws Exception {
        int patients = 64;
        List<Callable<Enrolled>> requests = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            String request = "request-" + i;
            requests.add(() -> vault.enrol(request, PATIENT, 2026));
        }

        var chains = new ArrayList<CoiId>();
        var tokens = new ArrayList<PatientToken>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (Future<Enrolled> enrolled : threads.invokeAll(requests)) {
                chains.add(enrolled.get().coi());
                tokens.add(enrolled.get().patient());
            }
        }

        assertThat(chains).hasSize(patients).doesNotHaveDuplicates();
        assertThat(tokens).doesNotHaveDuplicates();
    }

    @Test
    void the_same_request_many_times_at_once_gives_one_chain() throws Exception {
        Callable<Enrolled> request = () -> vault.enrol("request-1", PATIENT, 2026);
        List<Enrolled> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Enrolled> answer :
                    threads.invokeAll(
                            List.of(request, request, request, request, request, request))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnly(answers.getFirst());
        assertThat(vault.find(answers.getFirst().patient()))
                .isEqualTo(new Vault.Entry.Known(PATIENT));
    }

    @Test
    void a_chain_leads_to_its_patient_alone_until_who_it_was_is_erased() {
        Enrolled one = vault.enrol("request-1", PATIENT, 2026);
        var other = new Patient("Someone Else", LocalDate.of(1980, 1, 1), "MRN-9999");
        Enrolled two = vault.enrol("request-2", other, 2026);

        assertThat(vault.find(one.coi())).isEqualTo(new Vault.Entry.Known(PATIENT));
        assertThat(vault.find(two.coi())).isEqualTo(new Vault.Entry.Known(other));
        assertThat(vault.find(CoiId.issue("A9999", 2026, 777)))
                .isEqualTo(new Vault.Entry.Unknown());
        vault.erase(one.patient());
        assertThat(vault.find(one.coi())).isEqualTo(new Vault.Entry.Erased());
    }

    @Test
    void a_restarted_vault_goes_on_with_the_next_serial() {
        CoiId first = vault.enrol("request-1", PATIENT, 2026).coi();
        var again = new Vault(database, new byte[Sealer.KEY_BYTES], "A9999", random);

        assertThat(again.enrol("request-2", PATIENT, 2026).coi()).isNotEqualTo(first);
        assertThat(again.enrol("request-1", PATIENT, 2026).coi()).isEqualTo(first);
    }

    @Test
    void the_store_never_sees_who_a_patient_is() {
        vault.enrol("request-1", PATIENT, 2026);

        var stored = new StringBuilder();
        for (String collection : database.listCollectionNames()) {
            for (Document document : database.getCollection(collection).find()) {
                stored.append(document.toJson());
            }
        }

        assertThat(stored.toString())
                .isNotEmpty()
                .doesNotContain("Zora")
                .doesNotContain("1970-05-17")
                .doesNotContain("MRN-CANARY");
        assertThat(PATIENT.toString()).doesNotContain("Zora");
    }

    @Test
    void erasure_leaves_nothing_to_open_and_the_token_stays_known() {
        PatientToken token = vault.enrol("request-1", PATIENT, 2026).patient();

        assertThat(vault.erase(token)).isTrue();

        assertThat(vault.find(token)).isEqualTo(new Vault.Entry.Erased());
        Document left = database.getCollection("patients").find().first();
        assertThat(left).isEqualTo(new Document("_id", token.value()));
    }

    @Test
    void an_entry_moved_to_another_patient_does_not_open() {
        PatientToken one = vault.enrol("request-1", PATIENT, 2026).patient();
        PatientToken two = vault.enrol("request-2", PATIENT, 2026).patient();
        var patients = database.getCollection("patients");
        Document stolen = patients.find(new Document("_id", one.value())).first();
        patients.replaceOne(
                new Document("_id", two.value()), new Document(stolen).append("_id", two.value()));

        assertThatThrownBy(() -> vault.find(two)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_key_file_that_others_can_read_is_refused(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("vault.key");
        byte[] key = VaultKeyFile.loadOrCreate(file, random);
        assertThat(VaultKeyFile.loadOrCreate(file, random)).isEqualTo(key);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> VaultKeyFile.loadOrCreate(file, random))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("chmod 600");
    }
}
