package io.unbroken.platform.provisioning;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.ProfileId;
import io.unbroken.custody.profile.EditionId;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.profile.ProfileMeaning;
import io.unbroken.custody.profile.ProfileSignature;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.platform.Party;
import io.unbroken.platform.PlatformException;
import io.unbroken.platform.Secrets;
import io.unbroken.schemas.catalogue.Brokers;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.Signer;
import io.unbroken.schemas.keys.SigningKeyFile;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.LinkReader;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.ProfileResult;
import io.unbroken.schemas.wire.ProfileWriter;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.RegistryUnavailable;
import io.unbroken.schemas.wire.SealedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/// Publishes the synthetic products' rules on `profiles.v1` as the demo's facility does, unless the log has these editions already.
final class ProfileProvisioning {

    private static final ProfileSignature AUTHOR =
            new ProfileSignature(new PersonId("synthetic-author"), ProfileMeaning.PROFILE_AUTHORED);
    private static final ProfileSignature APPROVER =
            new ProfileSignature(
                    new PersonId("synthetic-approver"), ProfileMeaning.PROFILE_APPROVED_BY_QUALITY);

    private final Brokers brokers;
    private final SchemaRegistryClient registry;
    private final KeyRing ring;
    private final Signer key;
    private final Set<Numbered> published = new HashSet<>();
    private final Map<String, ChainPosition> next = new HashMap<>();

    /// @param ring all that the root said of keys
    ProfileProvisioning(
            Brokers brokers, SchemaRegistryClient registry, KeyRing ring, Secrets secrets) {
        this.brokers = brokers;
        this.registry = registry;
        this.ring = ring;
        this.key = SigningKeyFile.load(secrets.privateKey(Party.RHEINTAL));
    }

    private record Numbered(ProfileId id, int version) {}

    /// @throws PlatformException if brokers or registry do not answer
    void run() {
        try (var topic = new StatementTopic(brokers, TopicCatalogue.PROFILES)) {
            read(topic);
            publish(
                    topic,
                    SyntheticProfiles.all().editions().stream()
                            .filter(profile -> !published.contains(numbered(profile)))
                            .toList());
        } catch (ExecutionException | KafkaException | RegistryUnavailable away) {
            throw new PlatformException(
                    "profiles.v1 cannot be read or written: " + away.getMessage(), away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted while writing to profiles.v1", interrupted);
        }
    }

    private void read(StatementTopic topic) {
        var schemas = new RegistrySchemas(registry);
        var reader = new ProfileReader(schemas);
        var links = new LinkReader(TopicCatalogue.PROFILES, schemas);
        topic.read(record -> take(record, reader, links));
    }

    private void take(LogRecord record, ProfileReader reader, LinkReader links) {
        if (reader.read(record, ring) instanceof ProfileResult.Authentic authentic) {
            published.add(numbered(authentic.edition().profile()));
        }
        links.read(record)
                .filter(link -> link.key().equals(key.id()))
                .ifPresent(link ->
                        next.put(
                                new String(
                                        Objects.requireNonNull(record.key()),
                                        StandardCharsets.UTF_8),
                                link.next()));
    }

    private void publish(StatementTopic topic, List<ProductProfile> missing)
            throws ExecutionException, InterruptedException {
        var writer = new ProfileWriter(registry, key, Party.RHEINTAL.id());
        Instant now = Clock.systemUTC().instant();
        for (ProductProfile profile : missing) {
            String product = profile.id().value();
            SealedRecord record =
                    writer.write(
                            edition(profile, now),
                            next.getOrDefault(product, ChainPosition.first()));
            topic.append(record);
            next.put(product, record.next());
        }
    }

    private static ProfileEdition edition(ProductProfile profile, Instant now) {
        String name = "%s/%d".formatted(profile.id(), profile.version());
        return new ProfileEdition(
                new EditionId(
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString()),
                now,
                profile,
                AUTHOR,
                APPROVER);
    }

    private static Numbered numbered(ProductProfile profile) {
        return new Numbered(profile.id(), profile.version());
    }
}
