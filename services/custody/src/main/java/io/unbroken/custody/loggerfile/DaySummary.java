package io.unbroken.custody.loggerfile;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What a device reports about one day, in its own zone.
///
/// @param date the day
/// @param min the coldest it measured; empty if it measured nothing
/// @param max the warmest
/// @param mean the mean
/// @param alarms the time spent beyond each alarm's limit
/// @param externalSensorTimeout how long the external sensor gave nothing
/// @param internalSensorTimeout how long the internal sensor gave nothing
public record DaySummary(
        LocalDate date,
        Optional<DeviceExtreme> min,
        Optional<DeviceExtreme> max,
        Optional<PrintedTemperature> mean,
        List<DayAlarm> alarms,
        Duration externalSensorTimeout,
        Duration internalSensorTimeout) {

    /// Time beyond one alarm's limit.
    ///
    /// @param number the alarm's number in the configuration
    /// @param beyondLimit the minutes of that day
    public record DayAlarm(int number, Duration beyondLimit) {}
}
