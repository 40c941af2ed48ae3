package io.unbroken.tracking.problem;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Tells people, and programs that ask for JSON, what the `type` of a problem means. Open to all: who is refused must be able to read why.
@Hidden
@RestController
class ProblemPages {

    @GetMapping(path = "/problems/{name}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String name) {
        return ResponseEntity.of(Problem.named(name).map(ProblemPages::html));
    }

    @GetMapping(path = "/problems/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProblemView> view(@PathVariable String name) {
        return ResponseEntity.of(Problem.named(name).map(ProblemView::of));
    }

    private static String html(Problem problem) {
        HttpStatus status = problem.status();
        return """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title></head>
        <body>
        <h1>%1$s</h1>
        <p>Status %2$d</p>
        <h2>What it means</h2>
        <p>%3$s</p>
        <h2>What to do</h2>
        <p>%4$s</p>
        </body>
        </html>
        """
                .formatted(problem.key(), status.value(), problem.meaning(), problem.remedy());
    }

    /// A kind of problem.
    record ProblemView(String type, int status, String meaning, String remedy) {

        static ProblemView of(Problem problem) {
            return new ProblemView(
                    problem.type().toString(),
                    problem.status().value(),
                    problem.meaning(),
                    problem.remedy());
        }
    }
}
