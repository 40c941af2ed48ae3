package io.unbroken.custody.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.finding.Finding;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.identity.EventId;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// A journey in which one thing is told otherwise, and what its history finds.
final class Doctored {

    private Doctored() {}

    /// The first event that says a fact of this kind.
    static Predicate<SignedEvent> saying(Class<? extends Fact> kind) {
        return event -> kind.isInstance(event.event().fact());
    }

    /// Lets the first such event say something else.
    @SuppressWarnings("unchecked") // Whoever names the event knows what it says.
    static <F extends Fact> void change(
            Journeys journey, Predicate<SignedEvent> which, UnaryOperator<F> otherwise) {
        int index = indexOf(journey, which);
        SignedEvent event = journey.events().get(index);
        journey.events()
                .set(
                        index,
                        Journeys.signed(
                                (int) event.sequence(),
                                event.event().by().value(),
                                event.party(),
                                event.kind(),
                                event.event().eventTime(),
                                otherwise.apply((F) event.event().fact())));
    }

    /// What the first such event says.
    static <F extends Fact> F fact(Journeys journey, Class<F> kind, Predicate<SignedEvent> which) {
        return kind.cast(journey.events().get(indexOf(journey, which)).event().fact());
    }

    static EventId idOf(Journeys journey, Predicate<SignedEvent> which) {
        return journey.events().get(indexOf(journey, which)).event().id();
    }

    static EventId last(Journeys journey) {
        return journey.events().getLast().event().id();
    }

    static int indexOf(Journeys journey, Predicate<SignedEvent> which) {
        List<SignedEvent> events = journey.events();
        int index = 0;
        while (!which.test(events.get(index))) {
            index++;
        }
        return index;
    }

    static List<Finding> all(History history, FindingCode code) {
        return history.findings().stream().filter(found -> found.code() == code).toList();
    }

    /// The one finding of that kind.
    static Finding only(History history, FindingCode code) {
        assertThat(all(history, code)).as("%s", code).hasSize(1);
        return all(history, code).getFirst();
    }
}
