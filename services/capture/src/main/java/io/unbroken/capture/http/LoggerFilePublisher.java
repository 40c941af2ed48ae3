package io.unbroken.capture.http;

import io.unbroken.capture.publishing.Publication;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.capture.settings.CaptureProperties;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.ComparedValue;
import io.unbroken.custody.loggerfile.CsvMapping;
import io.unbroken.custody.loggerfile.DeviceComparison;
import io.unbroken.custody.loggerfile.LoggerFile;
import io.unbroken.custody.loggerfile.LoggerFiles;
import io.unbroken.custody.loggerfile.Refused;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.FileHash;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Turns a logger's file into signed blocks and a report of what the device computed itself. The ids follow from the file's
/// bytes, so the same file sent twice is on the log once.
@Component
class LoggerFilePublisher {

    private static final int SECONDS_PER_MINUTE = 60;

    private final Publisher publisher;
    private final DeviceClocks clocks;

    LoggerFilePublisher(Publisher publisher, CaptureProperties properties, Clock clock) {
        this.publisher = publisher;
        this.clocks = new DeviceClocks(properties.furthestAhead(), clock);
    }

    LoggerFileReceipt publish(LoggerId logger, byte[] bytes, CsvMapping mapping) {
        return switch (LoggerFiles.read(bytes, mapping)) {
            case Refused refused -> throw new UnreadableFile(refused);
            case LoggerFile file -> {
                file.samples().forEach(sample -> clocks.requireNotAhead("file", sample.time()));
                yield publish(logger, file, new FileHash(sha256(bytes)));
            }
        };
    }

    private LoggerFileReceipt publish(LoggerId logger, LoggerFile file, FileHash hash) {
        var receipts = new ArrayList<Receipt>();
        for (LoggerRecord record : records(logger, file, hash)) {
            receipts.add(
                    switch (publisher.publish(record)) {
                        case Publication.Recorded recorded -> recorded.receipt();
                        case Publication.Conflicting conflicting ->
                                throw new IdConflict(conflicting.receipt());
                    });
        }
        return new LoggerFileReceipt(
                hash,
                file.format(),
                file.readings().samples().size(),
                file.marked().size(),
                file.conditions().size(),
                file.days().size(),
                DeviceComparison.of(file).differences().stream()
                        .map(LoggerFilePublisher::inWords)
                        .toList(),
                file.unread(),
                receipts);
    }

    private static List<LoggerRecord> records(LoggerId logger, LoggerFile file, FileHash hash) {
        var records = new ArrayList<LoggerRecord>();
        parts(file.readings().samples(), TelemetryBlock.MOST_SAMPLES)
                .forEach((from, samples) ->
                        records.add(
                                block(
                                        id(hash, logger, "block " + from),
                                        logger,
                                        file.unit(),
                                        samples,
                                        List.of())));
        parts(file.marked(), TelemetryBlock.MOST_SAMPLES)
                .forEach((from, marked) ->
                        records.add(
                                block(
                                        id(hash, logger, "marked " + from),
                                        logger,
                                        file.unit(),
                                        List.of(),
                                        marked)));
        parts(file.conditions(), ConditionBlock.MOST_CONDITIONS)
                .forEach((from, conditions) ->
                        records.add(
                                new ConditionBlock(
                                        id(hash, logger, "conditions " + from),
                                        logger,
                                        TelemetryBlock.Source.FILE,
                                        conditions,
                                        Optional.empty())));
        if (file.results().isPresent() || !file.days().isEmpty()) {
            Optional<Integer> offset =
                    file.zone().map(zone -> zone.getTotalSeconds() / SECONDS_PER_MINUTE);
            records.add(
                    new DeviceReport(
                            id(hash, logger, "report"),
                            logger,
                            hash,
                            offset,
                            file.results(),
                            file.days()));
        }
        return records;
    }

    /// A list in parts, by the place at which each begins.
    private static <T> SortedMap<Integer, List<T>> parts(List<T> all, int most) {
        var parts = new TreeMap<Integer, List<T>>();
        for (int from = 0; from < all.size(); from += most) {
            parts.put(from, all.subList(from, Math.min(from + most, all.size())));
        }
        return parts;
    }

    private static TelemetryBlock block(
            BlockId id,
            LoggerId logger,
            TemperatureUnit unit,
            List<Sample> samples,
            List<MarkedSample> marked) {
        return new TelemetryBlock(
                id, logger, TelemetryBlock.Source.FILE, samples, marked, Optional.empty(), unit);
    }

    private static BlockId id(FileHash hash, LoggerId logger, String part) {
        String name = "io.unbroken.logger-file.v2 %s %s %s".formatted(hash, logger, part);
        return new BlockId(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    private static String inWords(ComparedValue value) {
        return "%s%s: the device says %s °C, its samples give %s °C (%s)"
                .formatted(
                        value.quantity(),
                        value.day().map(day -> " of " + day).orElse(""),
                        value.device().temperature(),
                        value.ours(),
                        value.outcome());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
