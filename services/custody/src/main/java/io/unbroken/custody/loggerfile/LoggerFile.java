package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.TemperatureUnit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// All that one file says.
///
/// @param format its kind
/// @param serial the device's serial number, if the file names it
/// @param firmware the device's firmware, if the file names it
/// @param zone the zone of the device's clock; empty if the file states each time's own offset or a
///     zone with a daylight-saving time
/// @param loggingInterval the time between samples as set in the device
/// @param samples the believable samples in the file's order
/// @param marked what is no believable sample: a code or nothing in place of a value, a number beyond any sensor, a clock that lost the time
/// @param conditions what the file says beside temperatures
/// @param unit the unit that the samples are written in
/// @param results the device's own results
/// @param days the device's own day summaries, in the file's order
/// @param alarms the alarms set in the device
/// @param unread settings that are not known, as `line N: name`; all else was read
public record LoggerFile(
        LoggerFormat format,
        Optional<String> serial,
        Optional<String> firmware,
        Optional<ZoneOffset> zone,
        Optional<Duration> loggingInterval,
        List<Sample> samples,
        List<MarkedSample> marked,
        List<Condition> conditions,
        TemperatureUnit unit,
        Optional<DeviceResults> results,
        List<DaySummary> days,
        List<AlarmLimit> alarms,
        List<String> unread)
        implements LoggerFileResult {

    /// Copies the lists.
    public LoggerFile {
        samples = List.copyOf(samples);
        marked = List.copyOf(marked);
        conditions = List.copyOf(conditions);
        days = List.copyOf(days);
        alarms = List.copyOf(alarms);
        unread = List.copyOf(unread);
    }

    /// The times at which the device logged that it had no value.
    public List<Instant> missing() {
        return marked.stream()
                .filter(sample -> sample.mark() == Mark.SENSOR_FAULT)
                .map(MarkedSample::time)
                .toList();
    }

    /// The samples as a set.
    public Readings readings() {
        return Readings.of(samples);
    }
}
