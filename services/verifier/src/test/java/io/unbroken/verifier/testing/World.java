package io.unbroken.verifier.testing;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.EditionId;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.profile.ProfileMeaning;
import io.unbroken.custody.profile.ProfileSignature;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.ledger.note.Cosigner;
import io.unbroken.ledger.note.NoteSigner;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.EventWriter;
import io.unbroken.schemas.wire.ProfileWriter;
import io.unbroken.schemas.wire.RegistrationWriter;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.SealedRecord;
import io.unbroken.schemas.wire.TelemetryWriter;
import io.unbroken.schemas.wire.WriterSchemas;
import io.unbroken.verifier.Trust;
import io.unbroken.verifier.Unproven;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.BundleMaker;
import io.unbroken.verifier.maker.NotSealed;
import io.unbroken.verifier.maker.SealedLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Four parties, their keys, the rules of a product, a root, a log and a witness. The same calls give the same bytes.
public final class World {

    public static final String ORIGIN = "unbroken.test/log";

    /// What its journeys are about. Of the others nobody says anything.
    static final ProfileId PRODUCT = new ProfileId("SYN-CART-19");

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final int KEY_BYTES = 32;

    private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final WriterSchemas schemas = new RegistrySchemas(registry);
    private final SigningKey root;
    private final Map<PartyKind, Party> parties = new EnumMap<>(PartyKind.class);
    private final Map<String, ChainPosition> chains = new HashMap<>();
    private final RegistrationWriter registrations;
    private final MemoryLog log;
    private final Trust trust;

    /// A world with the keys that everyone trusts.
    public World() {
        this(Keys.TRUSTED);
    }

    /// A world of the same parties in which some keys are others'.
    public World(Keys keys) {
        try {
            SchemaRegistration.register(registry);
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException(e);
        }
        this.root = key(keys.root());
        var signer = new NoteSigner(ORIGIN, key(keys.log()));
        var witness = new Cosigner("witness.test/w1", key(keys.witness()));
        this.trust =
                new Trust(
                        root.publicKey(),
                        List.of(signer.verifierKey()),
                        List.of(witness.verifierKey()),
                        1);
        this.log = new MemoryLog(signer, witness);
        this.registrations = new RegistrationWriter(registry, root);
        int number = keys.parties();
        for (PartyKind kind : PartyKind.values()) {
            parties.put(kind, new Party(kind, key(number)));
            number++;
        }
        parties.values().forEach(this::register);
        SyntheticProfiles.all().editions().stream()
                .filter(profile -> profile.id().equals(PRODUCT))
                .forEach(this::publish);
    }

    /// Which keys a world has, by numbers.
    public record Keys(int root, int log, int witness, int parties) {
        public static final Keys TRUSTED = new Keys(1, 2, 3, 10);
    }

    /// What a reader of this world's bundles trusts.
    public Trust trust() {
        return trust;
    }

    public MemoryLog log() {
        return log;
    }

    /// The schemas that records are written with.
    public WriterSchemas schemas() {
        return schemas;
    }

    /// The name of the party of a kind.
    public static PartyId party(PartyKind kind) {
        return new PartyId("party-" + kind.name().toLowerCase(Locale.ROOT));
    }

    /// Publishes an event.
    public StoredRecord say(PartyKind kind, Event event) {
        Party party = Objects.requireNonNull(parties.get(kind));
        String chain = kind + event.coi().value();
        SealedRecord sealed =
                party.events.write(event, chains.getOrDefault(chain, ChainPosition.first()));
        chains.put(chain, sealed.next());
        return log.append(sealed.record(), partition(event.coi().value()));
    }

    /// Publishes an edition of a product's rules; the manufacturing party does.
    public StoredRecord publish(ProductProfile profile) {
        return publish(PartyKind.MANUFACTURING, profile);
    }

    /// Publishes an edition of a product's rules as a party of any kind.
    public StoredRecord publish(PartyKind kind, ProductProfile profile) {
        Party party = Objects.requireNonNull(parties.get(kind));
        String chain = "profiles" + kind + profile.id().value();
        SealedRecord sealed =
                party.profiles.write(
                        new ProfileEdition(
                                id(profile),
                                FROM,
                                profile,
                                new ProfileSignature(
                                        new PersonId("ana-1"), ProfileMeaning.PROFILE_AUTHORED),
                                new ProfileSignature(
                                        new PersonId("ben-2"),
                                        ProfileMeaning.PROFILE_APPROVED_BY_QUALITY)),
                        chains.getOrDefault(chain, ChainPosition.first()));
        chains.put(chain, sealed.next());
        return log.append(sealed.record(), 0);
    }

    private static EditionId id(ProductProfile profile) {
        String name = "%s/%d".formatted(profile.id(), profile.version());
        return new EditionId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    /// Publishes what a logger gave; the courier sends it.
    public StoredRecord tell(LoggerRecord record) {
        Party party = Objects.requireNonNull(parties.get(PartyKind.COURIER));
        String chain = "telemetry" + record.logger().value();
        SealedRecord sealed =
                party.telemetry.write(
                        record, chains.getOrDefault(chain, ChainPosition.first()), FROM);
        chains.put(chain, sealed.next());
        return log.append(sealed.record(), partition(record.logger().value()));
    }

    /// The bundle of a journey.
    ///
    /// @param loggers whose records may matter
    /// @param from the size of a checkpoint that the reader holds
    public byte[] bundle(CoiId coi, Set<LoggerId> loggers, SealedLog sealed, Optional<Long> from) {
        var out = new ByteArrayOutputStream();
        try {
            maker(coi, loggers, sealed).bundle().write(out, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NotSealed | Unproven e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /// What makes the bundle of a journey.
    public BundleMaker maker(CoiId coi, Set<LoggerId> loggers, SealedLog sealed)
            throws NotSealed, Unproven {
        Map<Boolean, List<StoredRecord>> events =
                Arrays.stream(PartyKind.values())
                        .flatMap(kind -> log.records(TopicCatalogue.events(kind).name()).stream())
                        .collect(
                                Collectors.partitioningBy(
                                        record -> text(record).equals(coi.value())));
        List<StoredRecord> telemetry =
                log.records(TopicCatalogue.TELEMETRY.name()).stream()
                        .filter(record -> loggers.contains(new LoggerId(text(record))))
                        .toList();
        var maker =
                new BundleMaker(
                        coi,
                        sealed,
                        root.publicKey(),
                        schemas,
                        log.records(TopicCatalogue.KEYS.name()),
                        log.records(TopicCatalogue.PROFILES.name()),
                        events.getOrDefault(true, List.of()));
        maker.add(telemetry);
        maker.addRivals(events.getOrDefault(false, List.of()));
        return maker;
    }

    private void register(Party party) {
        SealedRecord sealed =
                registrations.write(
                        KeyRegistration.of(
                                party.key.publicKey(),
                                party(party.kind),
                                party.kind,
                                Set.of(),
                                FROM),
                        ChainPosition.first());
        log.append(sealed.record(), 0);
    }

    private static String text(StoredRecord record) {
        return new String(
                Base64.getDecoder().decode(record.key().orElseThrow()), StandardCharsets.UTF_8);
    }

    private static int partition(String key) {
        return Math.floorMod(key.hashCode(), MemoryLog.PARTITIONS);
    }

    private static SigningKey key(int number) {
        byte[] seed = new byte[KEY_BYTES];
        seed[0] = (byte) number;
        return SigningKey.of(seed);
    }

    private final class Party {
        private final PartyKind kind;
        private final SigningKey key;
        private final EventWriter events;
        private final TelemetryWriter telemetry;
        private final ProfileWriter profiles;

        Party(PartyKind kind, SigningKey key) {
            this.kind = kind;
            this.key = key;
            this.events = new EventWriter(registry, key, party(kind), kind);
            this.telemetry = new TelemetryWriter(registry, key, party(kind));
            this.profiles = new ProfileWriter(registry, key, party(kind));
        }
    }
}
