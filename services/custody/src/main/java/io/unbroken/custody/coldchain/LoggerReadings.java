package io.unbroken.custody.coldchain;

import java.util.List;
import java.util.Optional;

/// The readings of one logger, wherever they are kept: in memory ([Readings]), or as days that have their segments with them.
public interface LoggerReadings {

    /// What those in `interval` prove; empty if there are none.
    Optional<ThermalSegment> segment(Interval interval, ThermalRule rule);

    /// What those in `interval` come to by hours of UTC, in order; hours without readings are left out.
    List<HourOfReadings> hours(Interval interval);

    /// Those in `interval` one by one, which may be many.
    Readings within(Interval interval);
}
