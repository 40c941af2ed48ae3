package io.unbroken.tracking.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.unbroken.custody.event.PartyKind;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.profile.EditionId;
import io.unbroken.custody.profile.Editions.Effect;
import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.ProfileEdition;
import io.unbroken.custody.profile.ProfileMeaning;
import io.unbroken.custody.profile.ProfileSignature;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.schemas.catalogue.SchemaRegistration;
import io.unbroken.schemas.keys.KeyChange;
import io.unbroken.schemas.keys.KeyRegistration;
import io.unbroken.schemas.keys.SigningKey;
import io.unbroken.schemas.wire.ChainPosition;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.ProfileWriter;
import io.unbroken.schemas.wire.RegistrationReader;
import io.unbroken.schemas.wire.RegistrationWriter;
import io.unbroken.schemas.wire.RegistrySchemas;
import io.unbroken.schemas.wire.SealedRecord;
import io.unbroken.tracking.store.Knowledge;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is known of profiles, by what came on both topics in which order.
final class PublishedProfilesTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final PartyId FACILITY = new PartyId("facility-one");
    private static final PartyId COURIER = new PartyId("courier-one");
    private static final ProductProfile RULES = SyntheticProfiles.all().editions().getFirst();

    private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final RegistrySchemas schemas = new RegistrySchemas(registry);
    private final SigningKey root = key(1);
    private final SigningKey facility = key(2);
    private final SigningKey courier = key(3);
    private final RegisteredKeys keys =
            new RegisteredKeys(new RegistrationReader(schemas, root.publicKey()));
    private final PublishedProfiles profiles =
            new PublishedProfiles(keys, new ProfileReader(schemas));

    @BeforeEach
    void registered() throws Exception {
        SchemaRegistration.register(registry);
    }

    @Test
    void before_both_topics_are_read_nobody_judges() {
        assertThatIllegalStateException().isThrownBy(profiles::known);
        keys.readToItsEnd();
        assertThatIllegalStateException().isThrownBy(profiles::known);
        profiles.readToItsEnd();

        assertThat(profiles.known().known()).isEqualTo(Knowledge.NONE);
        assertThat(profiles.known().needed()).isEqualTo(Knowledge.NONE);
    }

    @Test
    void an_edition_counts_once_its_key_is_registered() {
        // given
        readToTheEnd();
        register(0, courier, COURIER, PartyKind.COURIER);
        profiles.take(edition(), 0);
        assertThat(inForce()).isFalse();
        assertThat(profiles.published().unreadable())
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.offset()).isZero();
                    assertThat(refused.reason()).isEqualTo("UNKNOWN_KEY");
                });
        assertThat(profiles.known().needed()).isEqualTo(Knowledge.NONE);

        // when
        register(1, facility, FACILITY, PartyKind.MANUFACTURING);

        // then
        assertThat(inForce()).isTrue();
        assertThat(profiles.known().known()).isEqualTo(new Knowledge(2, 1));
        assertThat(profiles.known().needed()).isEqualTo(new Knowledge(2, 1));
    }

    @Test
    void who_read_the_same_in_another_order_needs_the_same() {
        readToTheEnd();
        register(0, facility, FACILITY, PartyKind.MANUFACTURING);
        register(1, courier, COURIER, PartyKind.COURIER);
        profiles.take(edition(), 0);

        assertThat(inForce()).isTrue();
        assertThat(profiles.known().known()).isEqualTo(new Knowledge(2, 1));
        // What was derived before the courier's key came had the same rules.
        assertThat(profiles.known().needed()).isEqualTo(new Knowledge(1, 1));
    }

    @Test
    void an_edition_of_a_revoked_key_counts_no_more_and_all_is_derived_again() {
        // given
        readToTheEnd();
        KeyRegistration about = register(0, facility, FACILITY, PartyKind.MANUFACTURING);
        profiles.take(edition(), 0);
        assertThat(inForce()).isTrue();

        // when
        var record =
                new RegistrationWriter(registry, root)
                        .write(
                                about,
                                new KeyChange.KeyRevocation(START, START, "A key was stolen."),
                                ChainPosition.first());
        keys.take(raw(record), 1);

        // then
        assertThat(inForce()).isFalse();
        assertThat(profiles.published().unreadable())
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo("KEY_REVOKED"));
        assertThat(profiles.known().needed()).isEqualTo(new Knowledge(2, 0));
    }

    @Test
    void an_edition_of_a_key_that_others_may_have_holds_the_product() {
        readToTheEnd();
        KeyRegistration about = register(0, facility, FACILITY, PartyKind.MANUFACTURING);
        profiles.take(edition(), 0);
        var record =
                new RegistrationWriter(registry, root)
                        .write(
                                about,
                                new KeyChange.KeyRevocation(
                                        START.plusSeconds(60), START, "A key was stolen."),
                                ChainPosition.first());
        keys.take(raw(record), 1);

        assertThat(inForce()).isFalse();
        assertThat(profiles.known().profiles().isSuspended(RULES.id(), START)).isTrue();
        assertThat(profiles.published().editions().judged())
                .singleElement()
                .satisfies(judged -> assertThat(judged.effect()).isEqualTo(Effect.SUSPENDS));
    }

    @Test
    void what_is_read_again_changes_nothing() {
        readToTheEnd();
        register(0, facility, FACILITY, PartyKind.MANUFACTURING);
        profiles.take(edition(), 0);
        var before = profiles.known();

        profiles.take(edition(), 0);

        assertThat(profiles.known()).isSameAs(before);
        assertThatIllegalStateException().isThrownBy(() -> profiles.take(edition(), 2));
    }

    private boolean inForce() {
        return profiles.known().profiles().inForce(RULES.id(), START).isPresent();
    }

    private void readToTheEnd() {
        keys.readToItsEnd();
        profiles.readToItsEnd();
    }

    private KeyRegistration register(long offset, SigningKey key, PartyId party, PartyKind kind) {
        var about = KeyRegistration.of(key.publicKey(), party, kind, Set.of(), START);
        keys.take(
                raw(new RegistrationWriter(registry, root).write(about, ChainPosition.first())),
                offset);
        return about;
    }

    private LogRecord edition() {
        return raw(
                new ProfileWriter(registry, facility, FACILITY)
                        .write(
                                new ProfileEdition(
                                        new EditionId("0f8fad5b-d9cb-469f-a165-70867728950e"),
                                        START,
                                        RULES,
                                        new ProfileSignature(
                                                new PersonId("ana-1"),
                                                ProfileMeaning.PROFILE_AUTHORED),
                                        new ProfileSignature(
                                                new PersonId("ben-2"),
                                                ProfileMeaning.PROFILE_APPROVED_BY_QUALITY)),
                                ChainPosition.first()));
    }

    private static LogRecord raw(SealedRecord sealed) {
        return new LogRecord(
                sealed.record().topic(),
                START,
                sealed.record().key(),
                sealed.record().value(),
                sealed.record().headers());
    }

    private static SigningKey key(int number) {
        var seed = new byte[32];
        seed[0] = (byte) number;
        return SigningKey.of(seed);
    }
}
