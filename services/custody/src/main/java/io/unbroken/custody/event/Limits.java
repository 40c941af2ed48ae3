package io.unbroken.custody.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// What no fact may exceed. The messages name the field and never repeat a text that was given.
final class Limits {

    /// Long enough for a drug's or a method's name, too short for a patient's story.
    private static final int LONGEST_TEXT = 80;

    /// Long enough to say why, in one sentence.
    private static final int LONGEST_SENTENCE = 200;

    private static final int MOST_DIGITS = 18;

    private Limits() {}

    static void text(String field, String text) {
        text(field, text, LONGEST_TEXT);
    }

    /// A reason that says nothing is none (21 CFR 11.10(e)).
    static void sentence(String field, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(field + ": expected a sentence, found none");
        }
        text(field, text, LONGEST_SENTENCE);
    }

    static void meaning(SignatureMeaning meaning, SignatureMeaning... allowed) {
        if (!List.of(allowed).contains(meaning)) {
            throw new IllegalArgumentException(
                    "meaning: expected one of %s, found %s".formatted(List.of(allowed), meaning));
        }
    }

    private static void text(String field, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    "%s: expected at most %d characters, found %d"
                            .formatted(field, longest, text.length()));
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    field + ": expected no control characters, found one");
        }
    }

    static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s: expected %d to %d, found %d".formatted(field, least, most, value));
        }
    }

    static void decimal(String field, BigDecimal value) {
        if (value.precision() > MOST_DIGITS || Math.abs(value.scale()) > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "%s: expected at most %d digits".formatted(field, MOST_DIGITS));
        }
    }

    static void ordered(String first, Instant from, String second, Instant until) {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException(
                    "%s: expected at or after %s (%s), found %s"
                            .formatted(second, first, from, until));
        }
    }

    static void different(String first, Object a, String second, Object b) {
        if (a.equals(b)) {
            throw new IllegalArgumentException(
                    "%s: expected another than %s, found the same".formatted(second, first));
        }
    }

    static <T> List<T> some(String field, List<T> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException(field + ": expected at least one, found none");
        }
        return atMost(field, items);
    }

    static <T> List<T> atMost(String field, List<T> items) {
        if (items.size() > Fact.MOST_ITEMS) {
            throw new IllegalArgumentException(
                    "%s: expected at most %d, found %d"
                            .formatted(field, Fact.MOST_ITEMS, items.size()));
        }
        return List.copyOf(items);
    }
}
