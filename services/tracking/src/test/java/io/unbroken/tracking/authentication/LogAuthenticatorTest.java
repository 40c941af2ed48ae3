package io.unbroken.tracking.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.event.Standing;
import io.unbroken.schemas.keys.KeyChange.KeyRetirement;
import io.unbroken.schemas.keys.KeyChange.KeyRevocation;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.log.LogHeader;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Authenticator.Outcome;
import io.unbroken.tracking.recorder.Authenticator.Unreadable;
import io.unbroken.tracking.recorder.SignedReadings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class LogAuthenticatorTest {

    private final Realm realm = new Realm();
    private final RegisteredKeys keys = realm.keys();
    private final LogAuthenticator authenticator = realm.authenticator(keys);
    private long offset;

    @Test
    void an_event_of_a_registered_key_is_its_partys() {
        known(realm.registered(realm.registration()));

        SignedEvent said = said(authenticator.event(realm.ordered()));

        assertThat(said.party()).isEqualTo(Realm.SITE);
        assertThat(said.standing()).isEqualTo(Standing.SOUND);
    }

    @Test
    void nothing_is_judged_before_all_keys_are_read() {
        keys.take(Realm.taken(realm.registered(realm.registration())), 0);

        assertThatThrownBy(() -> authenticator.event(realm.ordered()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> authenticator.readings(realm.measured()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_key_that_nobody_registered_may_still_be() {
        known(realm.registered(realm.registration()));

        assertThat(refused(authenticator.event(realm.orderedByAStranger())))
                .isEqualTo("UNKNOWN_KEY, retriable");
        assertThat(refused(authenticator.readings(realm.measuredAgain())))
                .isEqualTo("UNKNOWN_KEY, retriable");
    }

    @Test
    void a_revocation_or_retirement_may_still_be_withdrawn() {
        known(realm.registered(realm.registration()), realm.changed(new KeyRetirement(Realm.SAID)));

        assertThat(refused(authenticator.event(realm.ordered())))
                .isEqualTo("KEY_RETIRED, retriable");
        known(
                realm.changed(
                        new KeyRevocation(
                                Realm.SAID, Realm.SAID, "the tablet was found on a bus")));
        assertThat(refused(authenticator.event(realm.ordered())))
                .isEqualTo("KEY_REVOKED, retriable");
        assertThat(refused(authenticator.readings(realm.measured())))
                .isEqualTo("KEY_REVOKED, retriable");
    }

    @Test
    void what_was_said_while_the_key_was_in_other_hands_is_doubtful() {
        Instant later = Realm.SAID.plusSeconds(60);
        known(
                realm.registered(realm.registration()),
                realm.changed(new KeyRevocation(later, Realm.SAID, "the tablet was stolen")));

        SignedEvent said = said(authenticator.event(realm.ordered()));
        SignedReadings read = said(authenticator.readings(realm.measured()));

        assertThat(said.standing().doubt().orElseThrow()).contains("stolen");
        assertThat(read.standing()).isEqualTo(said.standing());
    }

    @Test
    void a_record_that_was_changed_says_nothing_for_ever() {
        known(realm.registered(realm.registration()));
        LogRecord record = realm.ordered();
        byte[] value = record.value().orElseThrow().array().clone();
        value[value.length - 1] ^= 1;

        var changed =
                new LogRecord(
                        record.position(),
                        record.recordTime(),
                        record.key(),
                        Optional.of(Bytes.of(value)),
                        record.headers());

        assertThat(refused(authenticator.event(changed))).isEqualTo("BAD_SIGNATURE, for ever");
    }

    @Test
    void a_record_without_value_key_or_headers_says_nothing_for_ever() {
        known(realm.registered(realm.registration()));
        LogRecord record = realm.ordered();

        assertThat(refused(authenticator.event(without(record, true, false))))
                .isEqualTo("NOT_AVRO, for ever");
        assertThat(refused(authenticator.event(without(record, false, true))))
                .isEqualTo("MISSING_HEADER, for ever");
        assertThat(
                        refused(
                                authenticator.event(
                                        new LogRecord(
                                                record.position(),
                                                record.recordTime(),
                                                Optional.empty(),
                                                record.value(),
                                                record.headers()))))
                .endsWith("for ever");
    }

    @Test
    void a_header_without_a_value_is_none() {
        known(realm.registered(realm.registration()));
        LogRecord record = realm.ordered();
        List<LogHeader> empty =
                record.headers().stream()
                        .map(header -> new LogHeader(header.name(), Optional.empty()))
                        .toList();

        var emptied =
                new LogRecord(
                        record.position(),
                        record.recordTime(),
                        record.key(),
                        record.value(),
                        empty);

        assertThat(refused(authenticator.event(emptied))).isEqualTo("MISSING_HEADER, for ever");
    }

    @Test
    void the_same_readings_by_the_same_key_are_one_statement_and_all_others_are_not() {
        known(realm.registered(realm.registration()), realm.registered(realm.secondRegistration()));

        String first = said(authenticator.readings(realm.measured())).statement();

        assertThat(said(authenticator.readings(realm.measured())).statement()).isEqualTo(first);
        assertThat(said(authenticator.readings(realm.measuredAgain())).statement())
                .isNotEqualTo(first);
        assertThat(said(authenticator.readings(realm.measuredOtherwise())).statement())
                .isNotEqualTo(first);
        assertThat(first).hasSize(22);
    }

    @Test
    void it_knows_as_much_as_the_keys_say() {
        known(realm.registered(realm.registration()), realm.changed(new KeyRetirement(Realm.SAID)));
        known(realm.registered(realm.secondRegistration()));

        assertThat(authenticator.revision()).isEqualTo(3);
        assertThat(authenticator.changes()).isEqualTo(2);
    }

    @SafeVarargs
    private void known(ProducerRecord<byte[], byte[]>... statements) {
        for (ProducerRecord<byte[], byte[]> statement : statements) {
            keys.take(Realm.taken(statement), offset);
            offset++;
        }
        keys.readToItsEnd();
    }

    private static LogRecord without(LogRecord record, boolean value, boolean headers) {
        return new LogRecord(
                record.position(),
                record.recordTime(),
                record.key(),
                value ? Optional.empty() : record.value(),
                headers ? List.of() : record.headers());
    }

    private static <T> T said(Outcome<T> outcome) {
        return switch (outcome) {
            case Authentic<T>(var said) -> said;
            case Unreadable<T>(var reason, var detail, _) ->
                    throw new AssertionError(reason + ": " + detail);
        };
    }

    private static <T> String refused(Outcome<T> outcome) {
        return switch (outcome) {
            case Authentic<T> _ -> "authentic";
            case Unreadable<T>(var reason, _, var retriable) ->
                    reason + (retriable ? ", retriable" : ", for ever");
        };
    }
}
