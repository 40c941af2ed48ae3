package io.unbroken.capture.following;

import io.unbroken.custody.event.Fact;
import io.unbroken.custody.event.PartyKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which journeys a service tells its people of; a service whose configuration says nothing of it tells of none.
///
/// @param since how far back the log is read; longer than a journey is at hand
/// @param kinds of party whose events are read; the topic catalogue has to give the right to
/// @param facts the kinds of fact that people need for their work, by name; nothing else is kept or told
record JourneysProperties(Duration since, Set<PartyKind> kinds, Set<String> facts) {

    private static final Map<String, Class<? extends Fact>> FACTS =
            Arrays.stream(Fact.class.getPermittedSubclasses())
                    .<Class<? extends Fact>>map(type -> type.asSubclass(Fact.class))
                    .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    JourneysProperties {
        kinds = Set.copyOf(kinds);
        facts = Set.copyOf(facts);
        if (!FACTS.keySet().containsAll(facts)) {
            throw new IllegalArgumentException(
                    "unbroken.journeys.facts: expected some of %s, found %s"
                            .formatted(FACTS.keySet().stream().sorted().toList(), facts));
        }
    }

    Set<Class<? extends Fact>> needed() {
        return facts.stream().map(FACTS::get).collect(Collectors.toUnmodifiableSet());
    }
}
