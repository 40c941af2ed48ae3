package io.unbroken.capture.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Services write in English why they refuse; the pages have it in German too.
class GermanRefusalsTest {

    private static final Path TEXTS = Path.of("src/main/web/refusals-de.ts");

    /// What refuses what a person at a page can state.
    private static final List<String> REFUSING =
            List.of(
                    "io/unbroken/capture/http/EventRules",
                    "io/unbroken/capture/http/DeviceClocks",
                    "io/unbroken/capture/http/Problems",
                    "io/unbroken/capture/labels/LabelsController",
                    "io/unbroken/capture/labels/LabelRequest",
                    "io/unbroken/custody/event/Limits",
                    "io/unbroken/custody/event/Event",
                    "io/unbroken/custody/event/Fact$Corrected",
                    "io/unbroken/custody/identity/Identifier",
                    "io/unbroken/custody/identity/CheckCharacters",
                    "io/unbroken/custody/identity/Din");

    /// Of these the pages tell the kind alone: they are for programs, for the log of the service, or for its description.
    private static final Set<String> OF_PROGRAMS =
            Set.of(
                    "Expected a Content-Type that is known.",
                    "The file cannot be read at line %d: expected %s.",
                    "The schema registry did not answer.",
                    "Unexpected %s at %s",
                    "This is an electronic signature: %s, and send the same with the challenge in the header %s.",
                    "Gives the label once the log has that it is printed; Location is its receipt. The same request gives the same label. A label that was printed before needs a reprint with an id and a reason, else 409.");

    private static final Pattern SENTENCE =
            Pattern.compile("(?:[A-Z%][^\n]* [^\n]*\\.)|[^\n]*expected [^\n]*");

    private static final Pattern MEMBER =
            Pattern.compile(
                    "^ {2}(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|([a-z]+)):",
                    Pattern.MULTILINE);

    @Test
    void every_kind_of_problem_is_told_in_german() throws IOException {
        assertThat(german())
                .containsAll(Arrays.stream(Problem.values()).map(Problem::key).toList());
    }

    @Test
    void every_refusal_that_a_person_can_meet_is_told_in_german() throws IOException {
        var written = new TreeSet<String>();
        for (String type : REFUSING) {
            constants(type).filter(text -> SENTENCE.matcher(text).matches()).forEach(written::add);
        }
        written.removeAll(OF_PROGRAMS);

        assertThat(written).hasSizeGreaterThan(25);
        assertThat(german()).containsAll(written);
    }

    private static Set<String> german() throws IOException {
        return MEMBER.matcher(Files.readString(TEXTS))
                .results()
                .map(found ->
                        Stream.of(found.group(1), found.group(2), found.group(3))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Every text in a compiled class; where texts are put together, what is put in stands as `%s`.
    private static Stream<String> constants(String type) throws IOException {
        var texts = new TreeSet<String>();
        try (InputStream bytes =
                Objects.requireNonNull(
                        Problem.class.getClassLoader().getResourceAsStream(type + ".class"),
                        type)) {
            for (PoolEntry entry : ClassFile.of().parse(bytes.readAllBytes()).constantPool()) {
                if (entry instanceof StringEntry text) {
                    texts.add(text.stringValue().replace("\u0001", "%s"));
                }
            }
        }
        return texts.stream();
    }
}
