package io.unbroken.collection.vault;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /// A shorter one comes about by chance where numbers stand side by side.
    private static final int SHORTEST_GROUPED_NUMBER = 6;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_LETTERS_OR_DIGITS = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final String SEPARATORS = "[^\\p{L}\\p{Nd}]*";
    private static final String NOT_AFTER_ONE = "(?<![\\p{L}\\p{Nd}])";
    private static final String NOT_BEFORE_ONE = "(?![\\p{L}\\p{Nd}])";

    /// As forms, people and barcodes write dates.
    private static final List<DateTimeFormatter> DATES =
            formats(
                    Locale.ENGLISH,
                    "uuuu-MM-dd",
                    "uuuuMMdd",
                    "ddMMuuuu",
                    "dd.MM.uuuu",
                    "d.M.uuuu",
                    "dd-MM-uuuu",
                    "dd/MM/uuuu",
                    "d/M/uuuu",
                    "MM/dd/uuuu",
                    "M/d/uuuu");

    /// They are told by what stands beside them too.
    private static final List<DateTimeFormatter> SHORT_DATES =
            formats(Locale.ENGLISH, "dd.MM.uu", "d.M.uu");

    /// With the month's name; what stands between the words does not matter.
    private static final List<DateTimeFormatter> DATES_IN_WORDS =
            Stream.of(Locale.ENGLISH, Locale.GERMAN)
                    .flatMap(language ->
                            formats(
                                    language,
                                    "d MMM uuuu",
                                    "d LLL uuuu",
                                    "d MMMM uuuu",
                                    "dd MMM uuuu",
                                    "dd LLL uuuu",
                                    "dd MMMM uuuu",
                                    "MMM d uuuu",
                                    "MMMM d uuuu")
                                    .stream())
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

    /// Whether a text says who this is: two words of the name (the one, if it has one), the birth date as it is usually written, or the
    /// record number.
    ///
    /// One word of a name is not enough: many are words of the language too.
    public boolean isToldBy(String text) {
        List<String> spellings = spellings(text);
        return tellsName(spellings)
                || spellings.stream()
                        .anyMatch(each -> tellsBirthDate(each) || tellsRecordNumber(each));
    }

    private boolean tellsName(List<String> spellings) {
        Set<String> said =
                spellings.stream().flatMap(Patient::words).collect(Collectors.toUnmodifiableSet());
        // Spelling changes no word's place.
        List<List<String>> names =
                spellings(name).stream().map(each -> words(each).toList()).toList();
        List<Integer> places =
                IntStream.range(0, names.getFirst().size())
                        .filter(place -> isLong(names.getFirst().get(place)))
                        .boxed()
                        .toList();
        long found =
                places.stream()
                        .filter(place ->
                                names.stream().anyMatch(each -> said.contains(each.get(place))))
                        .count();
        return found > 0 && found >= Math.min(2, places.size());
    }

    private boolean tellsBirthDate(String text) {
        return DATES.stream().map(birthDate::format).anyMatch(text::contains)
                || SHORT_DATES.stream()
                        .map(birthDate::format)
                        .anyMatch(date ->
                                finds("(?<!\\p{Nd})" + Pattern.quote(date) + "(?!\\p{Nd})", text))
                || DATES_IN_WORDS.stream()
                        .flatMap(date -> spellings(birthDate.format(date)).stream())
                        .anyMatch(date -> spaced(text).contains(spaced(date)));
    }

    /// However it is grouped, unless it is short; never within another number or word.
    private boolean tellsRecordNumber(String text) {
        String written = plain(recordNumber);
        String number = NOT_LETTERS_OR_DIGITS.matcher(written).replaceAll("");
        if (number.length() < SHORTEST_NUMBER) {
            return false;
        }
        String sought =
                number.length() < SHORTEST_GROUPED_NUMBER
                        ? Pattern.quote(number) + "|" + Pattern.quote(written.strip())
                        : number.codePoints()
                                .mapToObj(Character::toString)
                                .collect(Collectors.joining(SEPARATORS));
        return finds(NOT_AFTER_ONE + "(?:" + sought + ")" + NOT_BEFORE_ONE, text);
    }

    private static boolean finds(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).find();
    }

    private static boolean isLong(String word) {
        return word.length() > 1;
    }

    /// As whoever leaves out accents writes it, and as whoever writes German without umlauts does.
    private static List<String> spellings(String text) {
        String composed =
                Normalizer.normalize(text, Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT)
                        .replace("ß", "ss");
        return List.of(
                plain(composed),
                plain(composed.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")));
    }

    /// Without capitals and accents.
    private static String plain(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static Stream<String> words(String plain) {
        return NOT_LETTERS_OR_DIGITS.splitAsStream(plain);
    }

    /// One space before, between and after the words.
    private static String spaced(String plain) {
        return words(plain).collect(Collectors.joining(" ", " ", " "));
    }

    private static List<DateTimeFormatter> formats(Locale language, String... patterns) {
        return Stream.of(patterns)
                .map(pattern -> DateTimeFormatter.ofPattern(pattern, language))
                .toList();
    }

    /// Nothing of it: this may be printed.
    @Override
    public String toString() {
        return "Patient[]";
    }
}
