package io.unbroken.custody.loggerfile;

import java.time.DateTimeException;

/// Reads a short text from left to right, once; no pattern, so no text can make it slow.
final class CharacterReader {

    private final String text;
    private int next;

    CharacterReader(String text) {
        this.text = text;
    }

    boolean atDigit() {
        return next < text.length() && isDigit(text.charAt(next));
    }

    int number(int fewestDigits, int mostDigits) {
        int value = 0;
        int digits = 0;
        while (digits < mostDigits && atDigit()) {
            value = value * 10 + (text.charAt(next) - '0');
            next++;
            digits++;
        }
        if (digits < fewestDigits) {
            throw new DateTimeException("a number");
        }
        return value;
    }

    /// Up to nine digits behind a decimal mark, in nanoseconds.
    int fraction() {
        int start = next;
        int value = number(1, 9);
        for (int digits = next - start; digits < 9; digits++) {
            value *= 10;
        }
        return value;
    }

    char oneOf(String allowed) {
        if (next >= text.length() || allowed.indexOf(text.charAt(next)) < 0) {
            throw new DateTimeException("one of " + allowed);
        }
        return text.charAt(next++);
    }

    void expect(char expected) {
        oneOf(String.valueOf(expected));
    }

    /// Takes `word`, in capitals or not, if it stands here.
    boolean take(String word) {
        boolean here = text.regionMatches(true, next, word, 0, word.length());
        next += here ? word.length() : 0;
        return here;
    }

    void skip(String word) {
        boolean more = true;
        while (more) {
            more = take(word);
        }
    }

    void expectEnd() {
        if (next != text.length()) {
            throw new DateTimeException("the end");
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
