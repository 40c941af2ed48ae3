package io.unbroken.custody.scanning;

import io.unbroken.custody.scanning.Decoded.Reason;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// GS1 element strings of one symbol: application identifiers and their values.
///
/// @param elements in the order of the symbol
public record ElementString(List<Element> elements) implements Decoded {

    /// FNC1 between two values, as readers give it (GS, 0x1D).
    public static final char SEPARATOR = '\u001d';

    /// The shortest element has three characters, the longest scan 256.
    private static final int MOST_ELEMENTS = 85;

    public ElementString {
        if (elements.isEmpty() || elements.size() > MOST_ELEMENTS) {
            throw new IllegalArgumentException(
                    "expected 1 to %d elements, found %d"
                            .formatted(MOST_ELEMENTS, elements.size()));
        }
        elements = List.copyOf(elements);
    }

    /// One identifier with its value, checked.
    public record Element(ApplicationIdentifier identifier, String value) {
        public Element {
            require(identifier, value);
        }
    }

    /// The value of an identifier, if it is there.
    public Optional<String> value(ApplicationIdentifier identifier) {
        return elements.stream()
                .filter(element -> element.identifier() == identifier)
                .map(Element::value)
                .findFirst();
    }

    /// The device identifier of a UDI: the trade item. What else is there is its production identifier.
    public Optional<String> deviceIdentifier() {
        return value(ApplicationIdentifier.GTIN);
    }

    /// As a reader gives it: without the leading FNC1, with a separator wherever one is needed.
    public String scan() {
        var text = new StringBuilder();
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            text.append(element.identifier().digits()).append(element.value());
            boolean last = i == elements.size() - 1;
            if (!last && element.identifier().predefinedLength().isEmpty()) {
                text.append(SEPARATOR);
            }
        }
        return text.toString();
    }

    /// For people: each identifier in brackets.
    public String printed() {
        var text = new StringBuilder();
        elements.forEach(element ->
                text.append('(')
                        .append(element.identifier().digits())
                        .append(')')
                        .append(element.value()));
        return text.toString();
    }

    /// @throws NotReadable with the reason
    static Decoded read(String text) {
        var elements = new ArrayList<Element>();
        String rest = text.startsWith("" + SEPARATOR) ? text.substring(1) : text;
        while (!rest.isEmpty()) {
            if (namesPerson(rest)) {
                return new PersonData("(725)");
            }
            ApplicationIdentifier identifier = leading(rest);
            rest = rest.substring(identifier.digits().length());
            int end = identifier.predefinedLength().orElseGet(endOf(rest));
            if (end > rest.length()) {
                throw new NotReadable(
                        Reason.LENGTH, "(%s): cut short".formatted(identifier.digits()));
            }
            elements.add(element(identifier, rest.substring(0, end)));
            rest = rest.substring(end);
            if (!rest.isEmpty() && rest.charAt(0) == SEPARATOR) {
                rest = rest.substring(1);
            }
        }
        if (elements.isEmpty()) {
            throw new NotReadable(Reason.LENGTH, "expected GS1 element strings, found nothing");
        }
        requireConsistent(elements);
        return new ElementString(elements);
    }

    /// Birth dates, sex, names of people: identifiers 7250 to 7259.
    static boolean namesPerson(String text) {
        return text.startsWith("725");
    }

    /// @throws NotReadable with the reason
    static Element element(ApplicationIdentifier identifier, String value) {
        String name = "(" + identifier.digits() + ")";
        if (!identifier.form().matcher(value).matches()) {
            boolean tooLong =
                    identifier.predefinedLength().isEmpty()
                            && identifier.form().matcher(value).lookingAt()
                            && ApplicationIdentifier.isText(value);
            throw tooLong
                    ? new NotReadable(
                            Reason.SEPARATOR_MISSING,
                            name
                                    + ": it does not end where it has to; does the scanner send the separator (GS)?")
                    : new NotReadable(
                            Reason.FORM, name + ": a character or length that it cannot have");
        }
        switch (identifier.check()) {
            case NONE -> {}
            case LAST_DIGIT -> requireCheckDigit(name, value);
            case ASSET -> requireCheckDigit(name, value.substring(0, 14));
            case DAY -> requireDay(name, value);
            case MINUTE -> {
                requireDay(name, value.substring(0, 6));
                OrdinalDay.time(value.substring(6));
            }
        }
        return new Element(identifier, value);
    }

    private static Supplier<Integer> endOf(String rest) {
        int separator = rest.indexOf(SEPARATOR);
        return () -> separator < 0 ? rest.length() : separator;
    }

    private static ApplicationIdentifier leading(String rest) {
        return ApplicationIdentifier.leading(rest)
                .orElseThrow(() ->
                        new NotReadable(
                                Reason.APPLICATION_IDENTIFIER_UNKNOWN,
                                "an application identifier that is not known here, or a separator too many"));
    }

    private static void requireCheckDigit(String name, String digits) {
        if (!CheckDigit.fits(digits)) {
            throw new NotReadable(
                    Reason.CHECK,
                    name + ": the check digit is not that of the number; scan it again");
        }
    }

    /// Two digits of the year say no century; 29 February is allowed if it is there in the 2000s. Day 00 is the last of the month.
    private static void requireDay(String name, String six) {
        int month = Integer.parseInt(six, 2, 4, 10);
        int day = Integer.parseInt(six, 4, 6, 10);
        if (month < 1
                || month > 12
                || day
                        > YearMonth.of(2000 + Integer.parseInt(six, 0, 2, 10), month)
                                .lengthOfMonth()) {
            throw new NotReadable(Reason.DATE, name + ": a day that there is not");
        }
    }

    /// Said twice is said once if it is the same; a relation belongs to a provider or recipient.
    static void requireConsistent(List<Element> elements) {
        var said = EnumSet.noneOf(ApplicationIdentifier.class);
        for (Element element : elements) {
            boolean again = !said.add(element.identifier());
            if (again
                    && elements.stream()
                            .filter(other -> other.identifier() == element.identifier())
                            .anyMatch(other -> !other.value().equals(element.value()))) {
                throw new NotReadable(
                        Reason.CONTRADICTORY,
                        "(%s): two different values".formatted(element.identifier().digits()));
            }
        }
        if (said.contains(ApplicationIdentifier.SERVICE_RELATION)
                && !said.contains(ApplicationIdentifier.RECIPIENT)
                && !said.contains(ApplicationIdentifier.PROVIDER)) {
            throw new NotReadable(
                    Reason.CONTRADICTORY,
                    "(8019): a service relation without its recipient or provider");
        }
    }

    private static void require(ApplicationIdentifier identifier, String value) {
        if (!identifier.form().matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "(%s): expected another form, found %d characters"
                            .formatted(identifier.digits(), value.length()));
        }
    }
}
