package io.unbroken.tracking.api;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.tracking.recorder.Authenticator;
import io.unbroken.tracking.recorder.Buckets;
import io.unbroken.tracking.recorder.LoggerData;
import io.unbroken.tracking.security.SeenJourneys;
import io.unbroken.tracking.security.Sight;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// Every single reading that counts for a journey, as a stream: a day of one logger is in memory at a time.
@RestController
@RequestMapping("/api/journeys/{coi}/readings")
class ReadingsController {

    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";
    static final String AVRO = "application/avro";

    private static final Schema READING =
            SchemaBuilder.record("Reading")
                    .namespace("io.unbroken.export")
                    .fields()
                    .requiredString("logger")
                    .name("time")
                    .type(
                            LogicalTypes.timestampMillis()
                                    .addToSchema(Schema.create(Schema.Type.LONG)))
                    .noDefault()
                    .name("hundredths")
                    .doc("Degrees Celsius times a hundred.")
                    .type()
                    .intType()
                    .noDefault()
                    .endRecord();

    private final Store store;
    private final SeenJourneys seen;
    private final Authenticator authenticator;
    private final TemperatureViews temperatures;

    ReadingsController(
            Store store,
            SeenJourneys seen,
            Authenticator authenticator,
            TemperatureViews temperatures) {
        this.store = store;
        this.seen = seen;
        this.authenticator = authenticator;
        this.temperatures = temperatures;
    }

    private interface Rows {
        void row(LoggerAssignment leg, Sample sample) throws IOException;
    }

    @Operation(summary = "Every reading that counts, a line of JSON each: logger, time, celsius")
    @GetMapping(produces = NDJSON)
    ResponseEntity<StreamingResponseBody> lines(@PathVariable String coi, Authentication caller) {
        List<LoggerAssignment> legs = legs(coi, caller);
        return stream(
                NDJSON,
                out ->
                        each(
                                legs,
                                (leg, sample) ->
                                        write(
                                                out,
                                                "{\"logger\":\"%s\",\"time\":\"%s\",\"celsius\":%s}\n"
                                                        .formatted(
                                                                leg.logger(),
                                                                sample.time(),
                                                                sample.temperature()))));
    }

    @Operation(summary = "Every reading that counts, as CSV with a header")
    @GetMapping(produces = CSV)
    ResponseEntity<StreamingResponseBody> csv(@PathVariable String coi, Authentication caller) {
        List<LoggerAssignment> legs = legs(coi, caller);
        return stream(
                CSV,
                out -> {
                    write(out, "logger,time,celsius\n");
                    each(
                            legs,
                            (leg, sample) ->
                                    write(
                                            out,
                                            "%s,%s,%s\n"
                                                    .formatted(
                                                            leg.logger(),
                                                            sample.time(),
                                                            sample.temperature())));
                });
    }

    @Operation(summary = "Every reading that counts, as an Avro container file")
    @GetMapping(produces = AVRO)
    ResponseEntity<StreamingResponseBody> avro(@PathVariable String coi, Authentication caller) {
        List<LoggerAssignment> legs = legs(coi, caller);
        return stream(
                AVRO,
                out -> {
                    try (var file =
                            new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(READING))) {
                        file.setCodec(
                                CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL));
                        file.create(READING, out);
                        each(
                                legs,
                                (leg, sample) ->
                                        file.append(
                                                new GenericRecordBuilder(READING)
                                                        .set("logger", leg.logger().value())
                                                        .set("time", sample.time().toEpochMilli())
                                                        .set(
                                                                "hundredths",
                                                                sample.temperature().hundredths())
                                                        .build()));
                    }
                });
    }

    private static ResponseEntity<StreamingResponseBody> stream(
            String type, StreamingResponseBody body) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type)).body(body);
    }

    private List<LoggerAssignment> legs(String text, Authentication caller) {
        CoiId coi;
        try {
            coi = CoiId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new BadParameter("coi", "an identifier of the right form");
        }
        return seen.find(coi, Sight.of(caller))
                .map(temperatures::legs)
                .orElseThrow(() -> new NotFound("This journey"));
    }

    private void each(List<LoggerAssignment> legs, Rows rows) throws IOException {
        for (LoggerAssignment leg : legs) {
            LoggerDocument logger =
                    store.loggers(Set.of(leg.logger()))
                            .getOrDefault(leg.logger(), LoggerDocument.unknown(leg.logger()));
            for (LocalDate day : new TreeSet<>(logger.days())) {
                if (leg.touches(day, day)) {
                    for (Sample sample : samples(leg, logger, day)) {
                        rows.row(leg, sample);
                    }
                }
            }
        }
    }

    private List<Sample> samples(LoggerAssignment leg, LoggerDocument logger, LocalDate day) {
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);
        Instant from = leg.from().isAfter(midnight) ? leg.from() : midnight;
        Instant until = leg.until().filter(end::isAfter).orElse(end);
        var part = new LoggerAssignment(leg.logger(), from, Optional.of(until), leg.rule());
        return LoggerData.readings(
                        List.of(part),
                        Map.of(leg.logger(), logger),
                        List.of(new Interval(from, until)),
                        Buckets.of(store, authenticator))
                .of(leg.logger())
                .within(new Interval(from, until))
                .samples();
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
