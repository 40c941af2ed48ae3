package io.unbroken.capture.http;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes batches of blocks of any loggers, as JSON or Avro, and answers for each block by itself.
@RestController
class TelemetryController {

    /// An hour of a hundred loggers as JSON fits three times over.
    static final int LARGEST_BATCH = 2 * 1024 * 1024;

    private static final String AVRO = "application/avro";

    /// Avro's own word for it, of its protocol over HTTP.
    private static final String AVRO_TOO = "avro/binary";

    private static final String VERSION = "schema";

    private final BatchReader reader;
    private final BatchPublisher publisher;

    TelemetryController(BatchReader reader, BatchPublisher publisher) {
        this.reader = reader;
        this.publisher = publisher;
    }

    @Operation(
            summary = "Send up to 200 blocks of loggers",
            description =
                    "JSON: `{\"blocks\": [...]}`, each as for one logger with its `logger` beside `id`. Avro: values of the telemetry contract one after the other, with the version of the contract in the media type (`application/avro; schema=2`). Either may be packed (`Content-Encoding: gzip`). 201 if all are recorded, 207 if not; one answer for each block.")
    @PostMapping(path = "/api/telemetry", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<BatchAnswer> blocks(HttpServletRequest request) {
        return answer(reader.blocks(StrictJson.body(request, LARGEST_BATCH)));
    }

    @Operation(hidden = true)
    @PostMapping(
            path = "/api/telemetry",
            consumes = {AVRO, AVRO_TOO})
    ResponseEntity<BatchAnswer> values(HttpServletRequest request) {
        int version = version(MediaType.parseMediaType(String.valueOf(request.getContentType())));
        return answer(reader.values(StrictJson.body(request, LARGEST_BATCH), version));
    }

    private int version(MediaType type) {
        String version = Optional.ofNullable(type.getParameter(VERSION)).orElse("");
        if (version.matches("[1-9][0-9]{0,2}") && reader.knows(Integer.parseInt(version))) {
            return Integer.parseInt(version);
        }
        throw new BadInput(
                Problem.UNSUPPORTED_MEDIA,
                "",
                "Expected the released version of the contract that the bytes were written with, such as %s; schema=%d."
                        .formatted(AVRO, reader.newest()));
    }

    private ResponseEntity<BatchAnswer> answer(List<BatchPublisher.Block> blocks) {
        BatchAnswer answer = publisher.publish(blocks);
        return ResponseEntity.status(
                        answer.allRecorded() ? HttpStatus.CREATED : HttpStatus.MULTI_STATUS)
                .body(answer);
    }
}
