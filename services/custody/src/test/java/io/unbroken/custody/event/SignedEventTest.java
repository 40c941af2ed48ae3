package io.unbroken.custody.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.unbroken.custody.event.Fact.ThawStarted;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.DeviceId;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.identity.Scan;
import io.unbroken.custody.identity.Scan.Symbology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SignedEventTest {

    private static final String UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void events_have_one_order_by_what_was_said_and_by_whom() {
        // given
        String later = "1" + UUID.substring(1);
        List<SignedEvent> ordered =
                List.of(
                        signed(NOON, UUID, "a", "site-a", "0", 1),
                        signed(NOON, UUID, "a", "site-a", "0", 2),
                        signed(NOON, UUID, "a", "site-a", "1", 1),
                        signed(NOON, UUID, "a", "site-b", "0", 1),
                        signed(NOON, UUID, "b", "site-a", "0", 1),
                        signed(NOON, later, "a", "site-a", "0", 1),
                        signed(NOON.plusSeconds(1), UUID, "a", "site-a", "0", 1));
        List<SignedEvent> arrived = new ArrayList<>(ordered);
        Collections.shuffle(arrived, new Random(1));

        // when
        arrived.sort(SignedEvent.BY_CONTENT);

        // then
        assertThat(arrived).isEqualTo(ordered);
    }

    @Test
    void a_reference_orders_by_id_then_by_content() {
        var first = EventReference.to(signed(NOON, UUID, "b", "site-a", "0", 1));
        var other = new EventReference(first.id(), new ContentHash("c".repeat(64)));
        var last =
                new EventReference(
                        new EventId("1" + UUID.substring(1)), new ContentHash("a".repeat(64)));

        assertThat(first.content()).isEqualTo(new ContentHash("b".repeat(64)));
        assertThat(first).isLessThan(other);
        assertThat(other).isLessThan(last);
        assertThat(last).isGreaterThan(first);
    }

    @Test
    void nothing_speaks_against_a_signature_until_somebody_says_what() {
        assertThat(signed(NOON, UUID, "a", "site-a", "0", 1).standing().isSound()).isTrue();
        Standing doubtful = Standing.doubtful("the key was stolen before");
        assertThat(doubtful.isSound()).isFalse();
        assertThat(doubtful.doubt()).contains("the key was stolen before");
    }

    @Test
    void a_time_is_one_that_a_clock_of_ours_can_show_to_the_microsecond() {
        for (Instant time : List.of(Event.EARLIEST, Event.LATEST)) {
            assertThat(event(time, 0, 1).eventTime()).isEqualTo(time);
        }
        assertThat(event(NOON.plusNanos(1_999), 0, 1).eventTime()).isEqualTo(NOON.plusNanos(1_000));
        for (Instant other : List.of(Event.EARLIEST.minusNanos(1), Event.LATEST.plusNanos(1_000))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> event(other, 0, 1))
                    .withMessageStartingWith("eventTime:");
        }
    }

    @Test
    void an_offset_is_at_most_eighteen_hours_from_utc() {
        for (int minutes : List.of(-1080, 0, 1080)) {
            assertThat(event(NOON, minutes, 1).offsetMinutes()).isEqualTo(minutes);
        }
        for (int other : List.of(-1081, 1081)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> event(NOON, other, 1))
                    .withMessageStartingWith("offsetMinutes:");
        }
    }

    @Test
    void an_event_holds_none_to_a_hundred_scans() {
        assertThat(event(NOON, 0, 0).scans()).isEmpty();
        assertThat(event(NOON, 0, 100).scans()).hasSize(100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event(NOON, 0, 101))
                .withMessageStartingWith("scans:");
    }

    private static SignedEvent signed(
            Instant time, String id, String content, String party, String key, long sequence) {
        return new SignedEvent(
                event(time, id, 0, 1),
                new ContentHash(content.repeat(64)),
                new PartyId(party),
                PartyKind.INFUSION,
                new KeyId(key.repeat(16)),
                sequence);
    }

    private static Event event(Instant time, int offsetMinutes, int scans) {
        return event(time, UUID, offsetMinutes, scans);
    }

    private static Event event(Instant time, String id, int offsetMinutes, int scans) {
        return new Event(
                new EventId(id),
                new CoiId("CHA999926000001"),
                time,
                offsetMinutes,
                new PersonId("lin-0042"),
                new DeviceId("scanner-7"),
                Collections.nCopies(scans, new Scan(Symbology.QR_CODE, "x")),
                new ThawStarted(new MaterialId("LOT-1/1")));
    }
}
