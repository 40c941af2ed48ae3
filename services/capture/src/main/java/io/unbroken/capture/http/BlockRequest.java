package io.unbroken.capture.http;

import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.sensing.Condition.DeviceState;
import io.unbroken.custody.sensing.Condition.LidState;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.BlockId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A block as a gateway or phone sends it: samples or conditions of one logger. All times are by the logger's clock, with an offset.
///
/// @param id the idempotency key
/// @param logger the logger; where the address names it, the same or none
/// @param readAt when the readings were taken from the logger, by the gateway's clock
/// @param loggerClock what the logger's clock showed then
/// @param unit that of each sample's `value`; degrees Celsius if none is named
/// @param samples temperatures
/// @param conditions everything else
public record BlockRequest(
        BlockId id,
        Optional<LoggerId> logger,
        Optional<Instant> readAt,
        Optional<Instant> loggerClock,
        Optional<TemperatureUnit> unit,
        Optional<List<SampleRequest>> samples,
        Optional<List<ConditionRequest>> conditions) {

    /// A temperature: a number, or the logger's code in place of one.
    ///
    /// @param celsius degrees Celsius
    /// @param value in the block's unit
    /// @param fault the code
    public record SampleRequest(
            Instant time,
            Optional<BigDecimal> celsius,
            Optional<BigDecimal> value,
            Optional<String> fault) {}

    /// One thing that was sensed at one time.
    ///
    /// @param tilt degrees from upright
    /// @param shock multiples of the acceleration of free fall
    /// @param light lux
    /// @param battery percent
    /// @param nitrogen percent of a full charge
    /// @param code the logger's own, beside `device`
    public record ConditionRequest(
            Instant time,
            Optional<BigDecimal> tilt,
            Optional<BigDecimal> shock,
            Optional<BigDecimal> light,
            Optional<BigDecimal> battery,
            Optional<BigDecimal> nitrogen,
            Optional<LidState> lid,
            Optional<PositionRequest> position,
            Optional<DeviceState> device,
            Optional<String> code) {}

    /// Where the logger was, WGS 84.
    ///
    /// @param latitude degrees, north positive
    /// @param longitude degrees, east positive
    /// @param accuracy metres
    public record PositionRequest(BigDecimal latitude, BigDecimal longitude, BigDecimal accuracy) {}
}
