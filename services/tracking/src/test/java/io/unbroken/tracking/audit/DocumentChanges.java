package io.unbroken.tracking.audit;

import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.log.Bytes;
import io.unbroken.tracking.recorder.Model.Derived;
import io.unbroken.tracking.recorder.Rederivation;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.JourneyDocuments;
import io.unbroken.tracking.store.KeptEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// Changes to the documents of a store, as who has its disk could make them.
///
/// Not changed is what a store says of itself and no log can know: versions, runs, generations, times of writing.
final class DocumentChanges {

    private static final Set<String> OWN =
            Set.of(
                    "version",
                    "keys",
                    "editions",
                    "boot",
                    "updatedAt",
                    "generation",
                    "at",
                    "changes");

    private static final Set<String> SETS = Set.of("aliases");

    private final SplittableRandom random;
    private final Snapshot snapshot;

    DocumentChanges(SplittableRandom random, Snapshot snapshot) {
        this.random = random;
        this.snapshot = snapshot;
    }

    void change() {
        List<String> names =
                snapshot.documents().keySet().stream()
                        .filter(name -> !documents(name).isEmpty())
                        .sorted()
                        .toList();
        String name = names.get(random.nextInt(names.size()));
        Map<String, Document> documents = documents(name);
        List<String> ids = List.copyOf(documents.keySet());
        String id = ids.get(random.nextInt(ids.size()));
        String other = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(12)) {
            case 0 -> documents.remove(id);
            case 1 -> {
                Document stolen = copy(document(name, other));
                stolen.put("_id", id);
                documents.put(id, stolen);
            }
            case 2 -> {
                String changed = changed(id);
                Document extra = copy(document(name, id));
                extra.put("_id", changed);
                documents.put(changed, extra);
            }
            case 3 -> {
                if (name.equals("journeys")) {
                    deriveAgain(id);
                } else {
                    field(name, id, other);
                }
            }
            default -> field(name, id, other);
        }
    }

    private void field(String name, String id, String other) {
        Document document = copy(document(name, id));
        within(document, document(name, other), !SETS.contains(name));
        documents(name).remove(id);
        // A store takes no document without an identifier.
        documents(name).put(document.get("_id") instanceof String own ? own : id, document);
    }

    // Goes down a random path to a place, and changes what is there.
    private void within(Document document, Document other, boolean ordered) {
        List<String> fields =
                document.keySet().stream().filter(field -> !OWN.contains(field)).toList();
        String field = fields.get(random.nextInt(fields.size()));
        Object value = Objects.requireNonNull(document.get(field));
        Object theirs = other.get(field);
        if (value instanceof Document inner && random.nextInt(5) > 0) {
            within(inner, theirs instanceof Document same ? same : inner, ordered);
        } else if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(5) > 0) {
            // By which rules a day is digested is nobody's promise: a missing one is made when it
            // is needed.
            document.put(field, changed(list, theirs, ordered, field.equals("segments")));
        } else {
            switch (random.nextInt(6)) {
                case 0 -> {
                    // To a set it is the same whether it is empty or not there.
                    boolean nothing = value instanceof List<?> list && list.isEmpty();
                    if ((ordered || !nothing) && !field.equals("_id")) {
                        document.remove(field);
                    }
                }
                case 1 -> document.put(field + "s", value);
                case 2 -> {
                    if (theirs != null) {
                        document.put(field, theirs);
                    }
                }
                default -> document.put(field, changed(value));
            }
        }
    }

    private List<Object> changed(
            List<?> before, @Nullable Object theirs, boolean ordered, boolean whole) {
        var list = new ArrayList<Object>(before);
        int at = random.nextInt(list.size());
        Object value = list.get(at);
        switch (whole ? 6 : random.nextInt(7)) {
            case 0 -> list.remove(at);
            case 1 -> list.add(random.nextInt(list.size() + 1), value);
            case 2 -> {
                if (ordered) {
                    Collections.swap(list, at, random.nextInt(list.size()));
                }
            }
            case 3 -> list.subList(random.nextInt(list.size()), list.size()).clear();
            case 4 -> {
                if (theirs instanceof List<?> others && !others.isEmpty()) {
                    list.set(at, others.get(random.nextInt(others.size())));
                }
            }
            default -> {
                if (value instanceof Document document) {
                    within(document, document, ordered);
                } else {
                    list.set(at, changed(value));
                }
            }
        }
        return list;
    }

    private Object changed(Object value) {
        return switch (value) {
            case Binary binary ->
                    new Binary(
                            random.nextInt(4) == 0
                                    ? Arrays.copyOf(binary.getData(), binary.length() / 2)
                                    : FileChanges.flipped(random, binary.getData()));
            case String text -> changed(text);
            case Integer number -> random.nextInt(4) == 0 ? (Object) (long) number : number + 1;
            case Long number -> random.nextInt(4) == 0 ? (Object) number.intValue() : number - 1;
            case Boolean bool -> !bool;
            case Date date -> Date.from(date.toInstant().plusMillis(1 + random.nextInt(100_000)));
            case List<?> _, Document _ -> "";
            default -> throw new IllegalStateException("expected a known type, found " + value);
        };
    }

    private String changed(String text) {
        if (text.isEmpty()) {
            return "x";
        }
        int at = random.nextInt(text.length());
        char changed = (char) (text.charAt(at) ^ (1 << random.nextInt(5)));
        return text.substring(0, at) + changed + text.substring(at + 1);
    }

    // As who knows how all this works would do it: leaves an event out, and derives the rest from
    // what is left.
    private void deriveAgain(String id) {
        JourneyDocument journey = JourneyDocuments.read(document("journeys", id));
        var inbox = new ArrayList<>(journey.inbox());
        inbox.remove(random.nextInt(inbox.size()));
        Rederivation rederivation = snapshot.rederivation();
        List<SignedEvent> events = rederivation.events(inbox);
        Derived derived = rederivation.derive(journey.coi(), events, claims()).orElseThrow();
        documents("journeys").put(id, JourneyDocuments.write(with(journey, inbox, derived)));
    }

    private static JourneyDocument with(
            JourneyDocument journey, List<KeptEvent> inbox, Derived derived) {
        Bytes history = derived.history();
        return new JourneyDocument(
                journey.coi(),
                journey.version(),
                journey.known(),
                journey.boot(),
                inbox,
                history,
                derived.summary(),
                journey.updatedAt());
    }

    private Map<Alias, Set<CoiId>> claims() {
        var claims = new HashMap<Alias, Set<CoiId>>();
        documents("aliases")
                .forEach((alias, document) ->
                        document.getList("journeys", String.class)
                                .forEach(coi ->
                                        claims.computeIfAbsent(
                                                        new Alias(alias), _ -> new HashSet<>())
                                                .add(new CoiId(coi))));
        return claims;
    }

    private Map<String, Document> documents(String name) {
        return Objects.requireNonNull(snapshot.documents().get(name));
    }

    private Document document(String name, String id) {
        return Objects.requireNonNull(documents(name).get(id));
    }

    private static Document copy(Document document) {
        var copy = new Document();
        document.forEach((field, value) -> copy.put(field, copy(value)));
        return copy;
    }

    private static Object copy(Object value) {
        return switch (value) {
            case Document document -> copy(document);
            case List<?> list ->
                    new ArrayList<Object>(list.stream().map(each -> copy((Object) each)).toList());
            default -> value;
        };
    }
}
