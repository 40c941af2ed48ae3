package io.unbroken.capture.http;

import io.unbroken.capture.publishing.Publication;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.loggerfile.ComparedValue;
import io.unbroken.custody.loggerfile.CsvMapping;
import io.unbroken.custody.loggerfile.DeviceComparison;
import io.unbroken.custody.loggerfile.LoggerFile;
import io.unbroken.custody.loggerfile.LoggerFiles;
import io.unbroken.custody.loggerfile.Refused;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.FileHash;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Turns a logger's file into signed blocks and a report of what the device computed itself. The ids follow from the file's
/// bytes, so the same file sent twice is on the log once.
@Component
class LoggerFilePublisher {

    private static final int SECONDS_PER_MINUTE = 60;

    private final Publisher publisher;

    LoggerFilePublisher(Publisher publisher) {
        this.publisher = publisher;
    }

    LoggerFileReceipt publish(LoggerId logger, byte[] bytes, CsvMapping mapping) {
        return switch (LoggerFiles.read(bytes, mapping)) {
            case Refused refused -> throw new UnreadableFile(refused);
            case LoggerFile file -> publish(logger, file, new FileHash(sha256(bytes)));
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
                file.missing().size(),
                file.days().size(),
                DeviceComparison.of(file).differences().stream()
                        .map(LoggerFilePublisher::inWords)
                        .toList(),
                file.unread(),
                receipts);
    }

    private static List<LoggerRecord> records(LoggerId logger, LoggerFile file, FileHash hash) {
        var records = new ArrayList<LoggerRecord>();
        List<Sample> samples = file.readings().samples();
        for (int from = 0; from < samples.size(); from += TelemetryBlock.MOST_SAMPLES) {
            int until = Math.min(from + TelemetryBlock.MOST_SAMPLES, samples.size());
            records.add(
                    new TelemetryBlock(
                            id(hash, logger, "block " + from),
                            logger,
                            TelemetryBlock.Source.FILE,
                            samples.subList(from, until)));
        }
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

    private static BlockId id(FileHash hash, LoggerId logger, String part) {
        String name = "io.unbroken.logger-file.v1 %s %s %s".formatted(hash, logger, part);
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
