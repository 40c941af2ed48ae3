package io.unbroken.tracking.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.identity.PartyId;
import io.unbroken.tracking.feed.Feed.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FeedTest {

    private final Feed feed = new Feed("run1");

    @Test
    void a_listener_hears_what_comes_after_it() throws Exception {
        feed.tell("journey", "1");
        Listener listener = feed.listen(Optional.empty()).orElseThrow();
        feed.tell("journey", "2");

        assertThat(heard(listener)).containsExactly("2");
    }

    @Test
    void one_that_comes_back_hears_what_it_missed() throws Exception {
        for (int i = 1; i <= 5; i++) {
            feed.tell("journey", String.valueOf(i));
        }

        assertThat(heard(feed.listen(Optional.of("run1-3")).orElseThrow()))
                .containsExactly("4", "5");
        assertThat(heard(feed.listen(Optional.of("run1-5")).orElseThrow())).isEmpty();
    }

    @Test
    void one_that_missed_too_much_or_knew_another_run_is_told_to_load_anew() throws Exception {
        for (int i = 1; i <= 1_500; i++) {
            feed.tell("journey", String.valueOf(i));
        }

        for (String id : List.of("run1-499", "run0-1400", "run1-9999", "nonsense")) {
            Listener listener = feed.listen(Optional.of(id)).orElseThrow();
            Message first = listener.next(Duration.ZERO).orElseThrow();
            assertThat(first.event()).as(id).isEqualTo(Message.SNAPSHOT);
            assertThat(first.id()).isEqualTo("run1-1500");
        }
        assertThat(heard(feed.listen(Optional.of("run1-500")).orElseThrow())).hasSize(1_000);
    }

    @Test
    void one_that_does_not_read_is_ended_and_the_others_go_on() throws Exception {
        Listener slow = feed.listen(Optional.empty()).orElseThrow();
        for (int i = 1; i <= 2_000; i++) {
            feed.tell("journey", String.valueOf(i));
        }
        Listener other = feed.listen(Optional.of("run1-1999")).orElseThrow();

        assertThat(heard(slow)).hasSizeLessThan(2_000);
        assertThat(slow.ended()).isTrue();
        assertThat(other.ended()).isFalse();
        assertThat(heard(other)).containsExactly("2000");
    }

    @Test
    void one_hears_what_is_for_all_or_for_them_also_of_what_they_missed() throws Exception {
        var mine = new PartyId("courier-one");
        for (int i = 1; i <= 3; i++) {
            feed.tell("journey", "mine " + i, Audience.of(Set.of(mine, new PartyId("site-one"))));
            feed.tell("journey", "another's", Audience.of(Set.of(new PartyId("site-one"))));
            feed.tell("journey", "nobody's", Audience.of(Set.of()));
        }
        feed.tell("sealed", "for all");
        Listener listener = feed.listen(Optional.of("run1-3")).orElseThrow();
        var heard = new ArrayList<String>();

        for (Optional<Message> next = next(listener, mine);
                next.isPresent();
                next = next(listener, mine)) {
            heard.add(next.get().data());
        }

        assertThat(heard).containsExactly("mine 2", "mine 3", "for all");
    }

    private static Optional<Message> next(Listener listener, PartyId party) throws Exception {
        return listener.next(
                Duration.ZERO,
                message -> message.audience().has(parties -> parties.contains(party)));
    }

    @Test
    void there_are_only_so_many_and_none_after_the_end() {
        var listeners = new ArrayList<Listener>();
        for (int i = 0; i < 500; i++) {
            listeners.add(feed.listen(Optional.empty()).orElseThrow());
        }
        assertThat(feed.listen(Optional.empty())).isEmpty();

        listeners.getFirst().close();
        assertThat(feed.listen(Optional.empty())).isPresent();

        feed.close();
        assertThat(feed.listen(Optional.empty())).isEmpty();
    }

    private static List<String> heard(Listener listener) throws InterruptedException {
        var heard = new ArrayList<String>();
        for (var next = listener.next(Duration.ZERO);
                next.isPresent();
                next = listener.next(Duration.ZERO)) {
            heard.add(next.get().data());
        }
        return heard;
    }
}
