package io.unbroken.tracking.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.ContentHash;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.schemas.keys.KeyChange.KeyWithdrawal;
import org.junit.jupiter.api.Test;

final class RegisteredKeysTest {

    private final Realm realm = new Realm();
    private final RegisteredKeys keys = realm.keys();

    @Test
    void a_registration_makes_the_key_known_and_changes_nothing_that_was_judged() {
        keys.take(Realm.taken(realm.registered(realm.registration())), 0);
        keys.take(Realm.taken(realm.registered(realm.secondRegistration())), 1);

        assertThat(keys.state().ring().registrations())
                .containsExactlyInAnyOrder(realm.registration(), realm.secondRegistration());
        assertThat(keys.state().revision()).isEqualTo(2);
        assertThat(keys.state().changes()).isZero();
    }

    @Test
    void what_becomes_of_a_known_key_changes_what_was_judged() {
        keys.take(Realm.taken(realm.registered(realm.registration())), 0);

        keys.take(Realm.taken(realm.changed(new KeyRetirement(Realm.SAID))), 1);

        assertThat(keys.state().revision()).isEqualTo(2);
        assertThat(keys.state().changes()).isEqualTo(2);
    }

    @Test
    void a_second_registration_of_a_key_changes_what_was_judged() {
        keys.take(Realm.taken(realm.registered(realm.secondRegistration())), 0);
        keys.take(Realm.taken(realm.registered(realm.registration())), 1);

        keys.take(
                Realm.taken(realm.registered(realm.registrationFrom(Realm.FROM.plusSeconds(1)))),
                2);

        assertThat(keys.state().changes()).isEqualTo(3);
    }

    @Test
    void what_is_said_again_changes_nothing() {
        keys.take(Realm.taken(realm.registered(realm.registration())), 0);

        keys.take(Realm.taken(realm.registered(realm.registration())), 1);

        assertThat(keys.state().revision()).isEqualTo(2);
        assertThat(keys.state().changes()).isZero();
    }

    @Test
    void what_another_than_the_root_says_is_counted_and_not_believed() {
        keys.take(Realm.taken(realm.registered(realm.registration())), 0);
        keys.take(Realm.taken(realm.changed(new KeyRetirement(Realm.SAID))), 1);

        keys.take(Realm.taken(realm.forged()), 2);

        assertThat(keys.state().ring().statements()).hasSize(2);
        assertThat(keys.state().revision()).isEqualTo(3);
        assertThat(keys.state().changes()).isEqualTo(2);
    }

    @Test
    void what_is_read_again_from_the_beginning_is_known_as_far_as_before() {
        keys.take(Realm.taken(realm.registered(realm.registration())), 0);
        keys.take(
                Realm.taken(
                        realm.changed(new KeyRevocation(Realm.SAID, Realm.SAID, "laptop stolen"))),
                1);
        RegisteredKeys.State before = keys.state();

        keys.take(Realm.taken(realm.registered(realm.registration())), 0);

        assertThat(keys.state()).isEqualTo(before);
    }

    @Test
    void a_withdrawal_of_something_never_said_changes_what_may_be_judged_later() {
        keys.take(Realm.taken(realm.registered(realm.registration())), 0);

        keys.take(
                Realm.taken(
                        realm.changed(
                                new KeyWithdrawal(new ContentHash("0".repeat(64)), "mistaken"))),
                1);

        assertThat(keys.state().changes()).isEqualTo(2);
    }

    @Test
    void it_is_complete_once_and_for_all_when_the_topic_was_read_to_its_end() {
        assertThat(keys.complete()).isFalse();
        keys.take(Realm.taken(realm.registered(realm.registration())), 0);
        assertThat(keys.complete()).isFalse();

        keys.readToItsEnd();

        assertThat(keys.complete()).isTrue();
        assertThat(keys.state().ring().registrations()).containsExactly(realm.registration());
        keys.take(Realm.taken(realm.forged()), 1);
        assertThat(keys.complete()).isTrue();
        keys.take(Realm.taken(realm.changed(new KeyRetirement(Realm.SAID))), 2);
        assertThat(keys.complete()).isTrue();
        assertThat(keys.state().revision()).isEqualTo(3);
        assertThat(keys.state().changes()).isEqualTo(3);
    }
}
