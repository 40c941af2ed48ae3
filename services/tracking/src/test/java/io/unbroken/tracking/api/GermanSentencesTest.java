package io.unbroken.tracking.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.bedside.Bedside;
import io.unbroken.custody.finding.FindingCode;
import io.unbroken.custody.history.History;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The model writes its sentences in English; the pages have each of them in German too.
class GermanSentencesTest {

    private static final Path MESSAGES = Path.of("src/main/web/messages");

    /// What a history writes for people: a whole sentence, or a count in brackets.
    private static final Pattern SENTENCE = Pattern.compile("[A-Z%][^\n]* [^\n]*[.)]");

    /// A sentence about a carrier is put behind its name; the pages know it with either kind of carrier.
    private static final Set<String> WITH_A_CARRIER = Set.of("Shipper %s: %s", "Store %s: %s");

    /// The names of a text file's members, and what stands there.
    private static final Pattern MEMBER =
            Pattern.compile(
                    "^ {2}(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|([a-z]+)):",
                    Pattern.MULTILINE);

    @Test
    void every_sentence_of_the_model_has_one_in_german() throws Exception {
        Set<String> written =
                constants().stream()
                        .filter(text -> SENTENCE.matcher(text).matches())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(written).hasSizeGreaterThan(80);
        assertThat(german()).containsAll(written);
    }

    @Test
    void no_german_sentence_is_of_something_that_the_model_no_longer_says() throws Exception {
        Set<String> known = new TreeSet<>(german());
        known.removeAll(WITH_A_CARRIER);

        assertThat(constants()).containsAll(known);
    }

    @Test
    void every_kind_of_finding_has_a_name_in_german() throws IOException {
        String texts = Files.readString(MESSAGES.resolve("de.ts"));

        assertThat(Arrays.stream(FindingCode.values()).map(FindingCode::name))
                .allSatisfy(code -> assertThat(texts).containsPattern("\\b" + code + ": '"));
    }

    private static Set<String> german() throws IOException {
        return MEMBER.matcher(Files.readString(MESSAGES.resolve("sentences-de.ts")))
                .results()
                .map(found ->
                        Stream.of(found.group(1), found.group(2), found.group(3))
                                .filter(part -> part != null)
                                .findFirst()
                                .orElseThrow()
                                .replace("\\'", "'"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Every text in the compiled history and bedside; where texts are put together, what is put in stands as `%s`.
    private static Set<String> constants() throws IOException, URISyntaxException {
        URI where = History.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        if (Files.isDirectory(Path.of(where))) {
            return constants(Path.of(where));
        }
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(where), Map.of())) {
            return constants(jar.getPath("/"));
        }
    }

    private static Set<String> constants(Path classes) throws IOException {
        var texts = new TreeSet<String>();
        for (Class<?> speaker : List.of(History.class, Bedside.class)) {
            String inside = speaker.getPackageName().replace('.', '/');
            try (Stream<Path> files = Files.list(classes.resolve(inside))) {
                for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
                    for (PoolEntry entry :
                            ClassFile.of().parse(Files.readAllBytes(file)).constantPool()) {
                        if (entry instanceof StringEntry text) {
                            texts.add(text.stringValue().replace("\u0001", "%s"));
                        }
                    }
                }
            }
        }
        return texts;
    }
}
