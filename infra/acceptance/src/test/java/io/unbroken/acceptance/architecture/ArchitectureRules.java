package io.unbroken.acceptance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// The rules. What is not allowed here is forbidden: a new module or an exception needs a line and a reason.
final class ArchitectureRules {

    /// What each module may know of the others; all may know themselves, and only these depend on what stands behind them.
    private static final Map<String, List<String>> MAY_KNOW = new LinkedHashMap<>();

    static {
        MAY_KNOW.put("custody", List.of());
        MAY_KNOW.put("schemas", List.of("custody"));
        MAY_KNOW.put("ledger", List.of("custody", "schemas"));
        MAY_KNOW.put("keysafe", List.of("schemas"));
        MAY_KNOW.put("labels", List.of("custody"));
        MAY_KNOW.put("doors", List.of());
        MAY_KNOW.put(
                "capture", List.of("custody", "schemas", "ledger", "keysafe", "labels", "doors"));
        MAY_KNOW.put("collection", List.of("custody", "schemas", "ledger", "capture", "labels"));
        MAY_KNOW.put("courier", List.of("custody", "schemas", "ledger", "capture"));
        MAY_KNOW.put("manufacturing", List.of("custody", "schemas", "ledger", "capture"));
        MAY_KNOW.put("infusion", List.of("custody", "schemas", "ledger", "capture"));
        MAY_KNOW.put("verifier", List.of("custody", "schemas", "ledger"));
        MAY_KNOW.put("witness", List.of("schemas", "ledger"));
        MAY_KNOW.put(
                "tracking",
                List.of("custody", "schemas", "ledger", "verifier", "keysafe", "doors"));
        MAY_KNOW.put("identity", List.of());
        MAY_KNOW.put("store", List.of());
        MAY_KNOW.put(
                "platform",
                List.of("custody", "schemas", "ledger", "verifier", "witness", "keysafe", "store"));
        MAY_KNOW.put("simulator", List.of("custody"));
        MAY_KNOW.put(
                "benchmarks",
                List.of("custody", "schemas", "ledger", "tracking", "verifier", "platform"));
    }

    /// Where time, ids and randomness are made: what is started, and what configures it.
    private static final DescribedPredicate<JavaClass> MAKES_TIME_AND_IDS =
            describe(
                    "are mains, configurations, or the process's edge",
                    type ->
                            type.getSimpleName().endsWith("Configuration")
                                    || type.getMethods().stream()
                                            .anyMatch(method -> method.getName().equals("main"))
                                    || outermost(type)
                                            .isAnnotatedWith("picocli.CommandLine.Command")
                                    || List.of(
                                                    // The trace id of a request that has none.
                                                    "io.unbroken.capture.http.TraceFilter",
                                                    // A start of the store, by which clients tell
                                                    // it from another.
                                                    "io.unbroken.store.CommittingBackend",
                                                    "io.unbroken.tracking.store.BootId")
                                            .contains(outermost(type).getName()));

    private static final Pattern OURS = Pattern.compile("io\\.unbroken\\.([a-z]+)(\\..*)?");

    private static final Pattern NO_NAMES =
            Pattern.compile(
                    "(.*\\.)?(common|shared|core|util|utils|helper|helpers|impl|dto|manager)(\\..*)?");

    private ArchitectureRules() {}

    static Stream<ArchRule> all() {
        return Stream.of(
                modulesKnowOnlyWhatTheyMay(),
                everyModuleIsListed(),
                theModelIsPlainJava(),
                packagesHaveNoCycles(),
                packagesAreNamedAfterWhatTheyHold(),
                packagesAreNullMarked(),
                timeAndIdsAreParameters(),
                onlyCommandsPrint());
    }

    static ArchRule modulesKnowOnlyWhatTheyMay() {
        return classes()
                .that(describe("belong to a module", type -> MAY_KNOW.containsKey(module(type))))
                .should(new KnowsOnly(MAY_KNOW))
                .because("services meet on the log, never in code, and infra depends on services");
    }

    static ArchRule everyModuleIsListed() {
        return classes()
                .that()
                .resideInAPackage("io.unbroken..")
                .should()
                .resideInAnyPackage(
                        MAY_KNOW.keySet().stream()
                                .map(module -> "io.unbroken." + module + "..")
                                .toArray(String[]::new))
                .because("a module that the list does not know obeys no rule");
    }

    static ArchRule theModelIsPlainJava() {
        return classes()
                .that()
                .resideInAPackage("io.unbroken.custody..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                "io.unbroken.custody..", "java..", "org.jspecify.annotations"))
                .because(
                        "the history must be the same whoever derives it, with whatever around it");
    }

    static ArchRule packagesHaveNoCycles() {
        return slices().matching("io.unbroken.(*).(*)..")
                .should()
                .beFreeOfCycles()
                .because("what cannot be taken apart cannot be read in parts");
    }

    static ArchRule packagesAreNamedAfterWhatTheyHold() {
        return noClasses()
                .should(
                        new NameIs(type ->
                                NO_NAMES.matcher(type.getPackageName()).matches()
                                        || type.getSimpleName()
                                                .matches(".*(Util|Utils|Helper|Impl|Dto|Manager)")))
                .because("everything fits a drawer with such a name");
    }

    static ArchRule packagesAreNullMarked() {
        return classes()
                .that()
                .resideInAPackage("io.unbroken..")
                .should(new NameIs(type -> type.getPackage().isAnnotatedWith(NullMarked.class)))
                .because("NullAway looks at marked packages only");
    }

    static ArchRule timeAndIdsAreParameters() {
        return noClasses()
                .that(DescribedPredicate.not(MAKES_TIME_AND_IDS))
                .and()
                .resideOutsideOfPackages(
                        "io.unbroken.simulator..",
                        "io.unbroken.platform..",
                        "io.unbroken.benchmarks..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(InstantSource.class, "system")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .because("a test that cannot set the clock cannot replay a failure");
    }

    static ArchRule onlyCommandsPrint() {
        return noClasses()
                .that(
                        describe(
                                "are no commands",
                                type ->
                                        type.getMethods().stream()
                                                .noneMatch(
                                                        method -> method.getName().equals("main"))))
                .and()
                .haveSimpleNameNotEndingWith("FailureReporter")
                .and()
                .resideOutsideOfPackage("io.unbroken.simulator..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a service logs; what is printed is lost or found where nobody looks");
    }

    /// The module of a class of ours; empty for all others.
    static String module(JavaClass type) {
        Matcher ours = OURS.matcher(type.getPackageName());
        return ours.matches() ? ours.group(1) : "";
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureRules::outermost).orElse(type);
    }
}
