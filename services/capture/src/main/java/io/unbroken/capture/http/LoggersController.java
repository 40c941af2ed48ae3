package io.unbroken.capture.http;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.CsvMapping;
import io.unbroken.custody.sensing.TemperatureUnit;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Takes what loggers measured: blocks of samples as they come, and files as the devices wrote them.
@RestController
class LoggersController {

    /// 240 samples or 960 conditions fit twice over.
    private static final int LARGEST_BLOCK = 256 * 1024;

    /// A year of samples every five minutes.
    private static final int LARGEST_FILE = 5 * 1024 * 1024;

    private final StrictJson json;
    private final Intake intake;
    private final Publisher publisher;
    private final LoggerFilePublisher files;
    private final CsvMappings mappings;

    LoggersController(
            StrictJson json,
            Intake intake,
            Publisher publisher,
            LoggerFilePublisher files,
            CsvMappings mappings) {
        this.json = json;
        this.intake = intake;
        this.publisher = publisher;
        this.files = files;
        this.mappings = mappings;
    }

    @Operation(
            summary = "Send a block of up to 240 samples, or up to 960 conditions, of one logger",
            description =
                    "What cannot be true (a fault's code, a value beyond any sensor, a clock that lost the time) is recorded and marked, and takes no part in any judgement.")
    @PostMapping(path = "/api/loggers/{logger}/blocks", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Receipt> block(@PathVariable String logger, HttpServletRequest request) {
        BlockRequest block = json.read(request, LARGEST_BLOCK, BlockRequest.class);
        LoggerId named = logger(logger);
        if (block.logger().filter(other -> !other.equals(named)).isPresent()) {
            throw BadInput.field("logger", "Expected the logger of the address, or none.");
        }
        return EventsController.answer(publisher.publish(intake.record(named, block)));
    }

    @Operation(
            summary = "Send a logger's file as the device wrote it",
            description =
                    "Q-tag and Fridge-tag reports and plain CSV; what a CSV does not say by itself is given as parameters, or by a mapping that is kept under a name. Sent again, it gives the same receipts.")
    @PostMapping(
            path = "/api/loggers/{logger}/files",
            consumes = {
                MediaType.TEXT_PLAIN_VALUE,
                "text/csv",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    ResponseEntity<LoggerFileReceipt> file(
            @PathVariable String logger,
            @RequestParam Optional<String> mapping,
            @RequestParam Optional<String> timeColumn,
            @RequestParam Optional<String> temperatureColumn,
            @RequestParam Optional<String> zone,
            @RequestParam Optional<String> unit,
            @RequestParam Optional<String> datePattern,
            HttpServletRequest request) {
        CsvMapping given = mapping(timeColumn, temperatureColumn, zone, unit, datePattern);
        CsvMapping whole = mapping.map(mappings::named).map(given::or).orElse(given);
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(files.publish(logger(logger), StrictJson.body(request, LARGEST_FILE), whole));
    }

    private static LoggerId logger(String id) {
        try {
            return new LoggerId(id);
        } catch (IllegalArgumentException form) {
            throw BadInput.field("logger", String.valueOf(form.getMessage()));
        }
    }

    private static CsvMapping mapping(
            Optional<String> timeColumn,
            Optional<String> temperatureColumn,
            Optional<String> zone,
            Optional<String> unit,
            Optional<String> datePattern) {
        return new CsvMapping(
                timeColumn,
                temperatureColumn,
                zone.map(LoggersController::zone),
                unit.map(LoggersController::unit),
                datePattern.map(LoggersController::datePattern),
                Map.of());
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw BadInput.field(
                    "zone", "Expected an offset or zone such as +01:00 or Europe/Zurich.");
        }
    }

    private static TemperatureUnit unit(String unit) {
        return switch (unit) {
            case "C", "CELSIUS" -> TemperatureUnit.CELSIUS;
            case "F", "FAHRENHEIT" -> TemperatureUnit.FAHRENHEIT;
            case "K", "KELVIN" -> TemperatureUnit.KELVIN;
            default -> throw BadInput.field("unit", "Expected CELSIUS, FAHRENHEIT or KELVIN.");
        };
    }

    private static String datePattern(String pattern) {
        try {
            CsvMapping.none().withDatePattern(pattern);
            return pattern;
        } catch (IllegalArgumentException none) {
            throw BadInput.field("datePattern", "Expected a pattern such as dd.MM.yyyy HH:mm.");
        }
    }
}
