package io.unbroken.collection.vault;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who a patient is. Never leaves the site: no log, topic, URL or export has it.
///
/// @param name as the hospital writes it
/// @param recordNumber the hospital's medical record number
public record Patient(String name, LocalDate birthDate, String recordNumber) {

    /// Longer than any name in a hospital's system.
    private static final int LONGEST = 200;

    /// A shorter one stands in too many numbers.
    private static final int SHORTEST_NUMBER = 4;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_LETTERS_OR_DIGITS = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    /// As forms, people and barcodes write dates.
    private static final List<DateTimeFormatter> DATES =
            Stream.of(
                            "uuuu-MM-dd",
                            "uuuuMMdd",
                            "ddMMuuuu",
                            "dd.MM.uuuu",
                            "d.M.uuuu",
                            "dd/MM/uuuu",
                            "d/M/uuuu",
                            "MM/dd/uuuu",
                            "M/d/uuuu",
                            "d MMM uuuu",
                            "d MMMM uuuu")
                    .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH))
                    .toList();

    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 1);

    /// The messages name the field and never repeat what was given.
    public Patient {
        require("name", name);
        require("recordNumber", recordNumber);
        if (birthDate.isBefore(EARLIEST)) {
            throw new IllegalArgumentException("birthDate: expected a date after " + EARLIEST);
        }
    }

    private static void require(String field, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "%s: expected 1 to %d characters".formatted(field, LONGEST));
        }
    }

    /// Whether a text says who this is: two words of the name (the one, if it has one), the birth date as it is usually written, or the record number.
    ///
    /// One word of a name is not enough: many are words of the language too.
    public boolean isToldBy(String text) {
        String plain = plain(text);
        Set<String> words = words(plain);
        List<String> names = words(plain(name)).stream().filter(Patient::isLong).toList();
        long found = names.stream().filter(words::contains).count();
        return (found > 0 && found >= Math.min(2, names.size()))
                || tellsBirthDate(plain)
                || tellsRecordNumber(plain);
    }

    private boolean tellsBirthDate(String plain) {
        return DATES.stream()
                .map(date -> birthDate.format(date).toLowerCase(Locale.ROOT))
                .anyMatch(plain::contains);
    }

    /// However it is grouped.
    private boolean tellsRecordNumber(String plain) {
        String number = NOT_LETTERS_OR_DIGITS.matcher(plain(recordNumber)).replaceAll("");
        return number.length() >= SHORTEST_NUMBER
                && NOT_LETTERS_OR_DIGITS.matcher(plain).replaceAll("").contains(number);
    }

    private static boolean isLong(String word) {
        return word.length() > 1;
    }

    /// Without capitals and accents.
    private static String plain(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static Set<String> words(String plain) {
        return NOT_LETTERS_OR_DIGITS.splitAsStream(plain).collect(Collectors.toUnmodifiableSet());
    }

    /// Nothing of it: this may be printed.
    @Override
    public String toString() {
        return "Patient[]";
    }
}
