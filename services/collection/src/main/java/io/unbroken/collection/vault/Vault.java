package io.unbroken.collection.vault;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.PatientToken;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/// Who the site's patients are, each under a key of their own, tied to the chain by a random token alone. Erasure destroys the
/// key; the chain and all its proofs still hold.
///
/// Every document is addressed by a computed id, and every write is one document: there are no transactions to rely on.
public final class Vault {

    private static final String ENROLMENTS = "enrolments";
    private static final String PATIENTS = "patients";
    private static final String CHAINS = "chains";
    private static final String COUNTERS = "counters";

    /// More enrolments at one moment than a site has in a year.
    private static final int MOST_TRIES = 10_000;

    private static final String TOKEN_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int TOKEN_LENGTH = 26;

    private final MongoCollection<Document> enrolments;
    private final MongoCollection<Document> patients;
    private final MongoCollection<Document> chains;
    private final MongoCollection<Document> counters;
    private final byte[] vaultKey;
    private final String facility;
    private final SecureRandom random;
    private final Sealer sealer;

    Vault(MongoDatabase database, byte[] vaultKey, String facility, SecureRandom random) {
        this.enrolments = database.getCollection(ENROLMENTS);
        this.patients = database.getCollection(PATIENTS);
        this.chains = database.getCollection(CHAINS);
        this.counters = database.getCollection(COUNTERS);
        this.vaultKey = vaultKey.clone();
        this.facility = facility;
        this.random = random;
        this.sealer = new Sealer(random);
    }

    /// The identity that a request gave a patient: the same whenever the request comes again.
    ///
    /// @param year the year that the id bears
    public Enrolled enrol(String requestId, Patient patient, int year) {
        Document known = enrolments.find(eq("_id", requestId)).first();
        return known == null ? enrolAnew(requestId, patient, year) : enrolled(known);
    }

    private Enrolled enrolAnew(String requestId, Patient patient, int year) {
        PatientToken token = newToken();
        keep(token, patient);
        var enrolled = new Enrolled(reserve(year, requestId), token);
        try {
            enrolments.insertOne(
                    new Document("_id", requestId)
                            .append("coi", enrolled.coi().value())
                            .append("patient", token.value()));
            return enrolled;
        } catch (MongoWriteException taken) {
            requireDuplicate(taken);
            // Another try of the same request was faster; what this one kept is of no use.
            patients.deleteOne(eq("_id", token.value()));
            return enrolled(
                    Objects.requireNonNull(
                            enrolments.find(eq("_id", requestId)).first(),
                            "a taken id has a document"));
        }
    }

    private static Enrolled enrolled(Document known) {
        return new Enrolled(
                new CoiId(known.getString("coi")), new PatientToken(known.getString("patient")));
    }

    /// What is known of a chain's patient.
    public Entry find(CoiId coi) {
        return Optional.ofNullable(chains.find(eq("_id", coi.value())).first())
                .map(chain -> enrolments.find(eq("_id", chain.getString("request"))).first())
                .map(Vault::enrolled)
                .filter(enrolled -> enrolled.coi().equals(coi))
                .map(enrolled -> find(enrolled.patient()))
                .orElseGet(Entry.Unknown::new);
    }

    /// What is known of a token.
    public Entry find(PatientToken token) {
        Document entry = patients.find(eq("_id", token.value())).first();
        if (entry == null) {
            return new Entry.Unknown();
        }
        Optional<Binary> wrapped = Optional.ofNullable(entry.get("key", Binary.class));
        if (wrapped.isEmpty()) {
            return new Entry.Erased();
        }
        byte[] owner = bytes(token.value());
        byte[] key = sealer.open(vaultKey, wrapped.get().getData(), owner);
        byte[] plain = sealer.open(key, entry.get("sealed", Binary.class).getData(), owner);
        Document patient = Document.parse(new String(plain, StandardCharsets.UTF_8));
        return new Entry.Known(
                new Patient(
                        patient.getString("name"),
                        LocalDate.parse(patient.getString("birthDate")),
                        patient.getString("recordNumber")));
    }

    /// Destroys a patient's key and what it sealed; false if the token is unknown.
    public boolean erase(PatientToken token) {
        Bson gone = Updates.combine(Updates.unset("key"), Updates.unset("sealed"));
        return patients.updateOne(eq("_id", token.value()), gone).getMatchedCount() > 0;
    }

    private void keep(PatientToken token, Patient patient) {
        byte[] owner = bytes(token.value());
        byte[] key = sealer.newKey();
        var plain =
                new Document("name", patient.name())
                        .append("birthDate", patient.birthDate().toString())
                        .append("recordNumber", patient.recordNumber());
        patients.insertOne(
                new Document("_id", token.value())
                        .append("key", new Binary(sealer.seal(vaultKey, key, owner)))
                        .append(
                                "sealed",
                                new Binary(sealer.seal(key, bytes(plain.toJson()), owner))));
    }

    /// Reserves an id that nobody has. The insertion decides, which is atomic in every store; the counter only says where to
    /// begin to look. An id that is reserved and not used is a gap and never given again.
    private CoiId reserve(int year, String requestId) {
        String counter = "%s-%d".formatted(facility, year);
        Document last = counters.find(eq("_id", counter)).first();
        int serial = last == null ? 1 : last.getInteger("last") + 1;
        for (int tries = 0; tries < MOST_TRIES; tries++, serial++) {
            CoiId id = CoiId.issue(facility, year, serial);
            try {
                chains.insertOne(new Document("_id", id.value()).append("request", requestId));
                counters.replaceOne(
                        eq("_id", counter),
                        new Document("_id", counter).append("last", serial),
                        new ReplaceOptions().upsert(true));
                return id;
            } catch (MongoWriteException taken) {
                requireDuplicate(taken);
            }
        }
        throw new IllegalStateException("no free chain of identity id found");
    }

    private static void requireDuplicate(MongoWriteException failure) {
        if (failure.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
            throw failure;
        }
    }

    /// 130 random bits: no dictionary leads from a name to it.
    private PatientToken newToken() {
        var token = new StringBuilder("PT");
        for (int i = 0; i < TOKEN_LENGTH; i++) {
            token.append(TOKEN_ALPHABET.charAt(random.nextInt(TOKEN_ALPHABET.length())));
        }
        return new PatientToken(token.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The pseudonyms that an enrolment gave.
    public record Enrolled(CoiId coi, PatientToken patient) {}

    /// What the vault holds under a token.
    public sealed interface Entry {

        /// Who it is.
        record Known(Patient patient) implements Entry {}

        /// Who it was has been erased for ever.
        record Erased() implements Entry {}

        /// No such patient was enrolled here.
        record Unknown() implements Entry {}
    }
}
