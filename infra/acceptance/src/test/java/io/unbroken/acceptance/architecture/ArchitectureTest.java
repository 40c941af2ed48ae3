package io.unbroken.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.unbroken.planted.helper.NameThatSaysNothing;
import io.unbroken.tracking.planted.one.KnowsTwo;
import io.unbroken.tracking.planted.two.KnowsOne;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    @ParameterizedTest
    @MethodSource("io.unbroken.acceptance.architecture.ArchitectureRules#all")
    void the_code_obeys_the_rule(ArchRule rule) {
        rule.check(Code.CLASSES);
    }

    @Test
    void every_module_that_is_built_is_looked_at() throws IOException {
        assertThat(Code.modules())
                .allSatisfy(module ->
                        assertThat(module.resolve("target/classes"))
                                .as("build first: mvn package")
                                .isDirectory());
        assertThat(Code.CLASSES.size()).isGreaterThan(500);
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                Arguments.of(
                        ArchitectureRules.modulesKnowOnlyWhatTheyMay(),
                        io.unbroken.capture.planted.KnowsTracking.class),
                Arguments.of(ArchitectureRules.everyModuleIsListed(), NameThatSaysNothing.class),
                Arguments.of(
                        ArchitectureRules.theModelIsPlainJava(),
                        io.unbroken.custody.planted.KnowsTheStore.class),
                Arguments.of(
                        ArchitectureRules.packagesAreNamedAfterWhatTheyHold(),
                        NameThatSaysNothing.class),
                Arguments.of(ArchitectureRules.packagesAreNullMarked(), NameThatSaysNothing.class),
                Arguments.of(
                        ArchitectureRules.timeAndIdsAreParameters(),
                        io.unbroken.custody.planted.LooksAtTheClock.class),
                Arguments.of(
                        ArchitectureRules.onlyCommandsPrint(),
                        io.unbroken.custody.planted.LooksAtTheClock.class));
    }

    @ParameterizedTest
    @MethodSource("breaches")
    void a_planted_breach_turns_its_rule_red(ArchRule rule, Class<?> breach) {
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(breach)).hasViolation())
                .isTrue();
    }

    @Test
    void a_planted_cycle_turns_its_rule_red() {
        JavaClasses cycle = new ClassFileImporter().importClasses(KnowsOne.class, KnowsTwo.class);

        // The two packages are one slice of the rule's pattern, so it is asked one level deeper.
        assertThat(
                        com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
                                .matching("io.unbroken.*.planted.(*)..")
                                .should()
                                .beFreeOfCycles()
                                .evaluate(cycle)
                                .hasViolation())
                .isTrue();
    }

    /// The classes of all modules as Maven has built them.
    private static final class Code {
        static final JavaClasses CLASSES = read();

        private static JavaClasses read() {
            try {
                return new ClassFileImporter()
                        .importPaths(
                                modules().stream()
                                        .map(module -> module.resolve("target/classes"))
                                        .toList());
            } catch (IOException unreadable) {
                throw new java.io.UncheckedIOException(unreadable);
            }
        }

        static List<Path> modules() throws IOException {
            // Tests run in the directory of their module.
            Path home = Path.of("..", "..").toAbsolutePath().normalize();
            return MODULE.matcher(Files.readString(home.resolve("pom.xml")))
                    .results()
                    .map(found -> found.group(1))
                    .filter(module ->
                            !module.equals("infra/acceptance")
                                    && !module.equals("schemas/confluent-client"))
                    .map(home::resolve)
                    .toList();
        }
    }
}
