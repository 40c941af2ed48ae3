package io.unbroken.identity;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The two things that one of the demo's people proves with who they are, when a click is not enough (21 CFR 11.200(a)(1)).
///
/// @param password words that can be spoken, some 50 bits
/// @param pin six digits
record Components(String password, String pin) {

    /// Their names in a request for a token, and in the page's form.
    static final String PASSWORD = "password";

    static final String PIN = "pin";

    private static final String CONSONANTS = "bdfghklmnprstvwz";
    private static final String VOWELS = "aeiou";
    private static final int WORDS = 4;
    private static final int PINS = 1_000_000;

    static Components random(SecureRandom random) {
        return new Components(
                IntStream.range(0, WORDS)
                        .mapToObj(_ -> syllable(random) + syllable(random))
                        .collect(Collectors.joining("-")),
                String.format(Locale.ROOT, "%06d", random.nextInt(PINS)));
    }

    /// Those that a program sent with its request for a token; empty if it sent none. One alone is as good as a wrong one.
    static Optional<Components> of(Map<String, Object> parameters) {
        return parameters.containsKey(PASSWORD) || parameters.containsKey(PIN)
                ? Optional.of(
                        new Components(
                                String.valueOf(parameters.get(PASSWORD)),
                                String.valueOf(parameters.get(PIN))))
                : Optional.empty();
    }

    /// What a digest is made of: both together, for six digits alone are soon found from any digest.
    String joined() {
        return password + "\n" + pin;
    }

    /// Neither of them: this may be printed.
    @Override
    public String toString() {
        return "a password and a PIN";
    }

    private static String syllable(SecureRandom random) {
        return "" + one(CONSONANTS, random) + one(VOWELS, random);
    }

    private static char one(String letters, SecureRandom random) {
        return letters.charAt(random.nextInt(letters.length()));
    }
}
