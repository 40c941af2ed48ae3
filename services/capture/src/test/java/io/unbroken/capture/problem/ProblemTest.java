package io.unbroken.capture.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whoever meets a problem can look up what it means and what to do.
class ProblemTest {

    private final ProblemPages pages = new ProblemPages();

    @ParameterizedTest
    @EnumSource
    void the_type_of_every_problem_is_the_address_of_a_page_that_says_what_to_do(Problem problem) {
        String name = problem.type().getPath().substring("/problems/".length());

        var page = pages.page(name);
        var view = pages.view(name);

        assertThat(page.getStatusCode().value()).isEqualTo(200);
        assertThat(page.getBody())
                .contains(
                        problem.key(),
                        problem.meaning(),
                        problem.remedy(),
                        "Status " + problem.status().value());
        assertThat(view.getBody()).isEqualTo(ProblemPages.ProblemView.of(problem));
        assertThat(problem.meaning() + problem.remedy()).doesNotContainPattern("[<>&\"]");
    }

    @Test
    void a_name_that_is_no_problem_has_no_page() {
        assertThat(pages.page("<script>").getStatusCode().value()).isEqualTo(404);
        assertThat(pages.view("none").getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void no_other_class_makes_up_a_type() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            var inventors =
                    sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.toString().contains("/problem/"))
                            .filter(ProblemTest::namesAType)
                            .toList();

            assertThat(inventors).isEmpty();
        }
    }

    private static boolean namesAType(Path file) {
        try {
            String source = Files.readString(file);
            return source.contains("/problems/\"") || source.contains(".setType(");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
