package io.unbroken.custody.loggerfile;

import io.unbroken.custody.coldchain.MeanTemperature;
import java.time.LocalDate;
import java.util.Optional;

/// One of a device's own results beside ours from the samples in its file.
///
/// @param quantity what is compared
/// @param day the day it is about, in the device's zone; empty for the whole run
/// @param device what the device printed
/// @param ours what its samples give
/// @param outcome what to make of it
public record ComparedValue(
        Quantity quantity,
        Optional<LocalDate> day,
        PrintedTemperature device,
        MeanTemperature ours,
        Outcome outcome) {

    /// What a device reports.
    public enum Quantity {
        MINIMUM,
        MAXIMUM,
        MEAN,
        MEAN_KINETIC
    }

    /// How the two values relate.
    public enum Outcome {
        /// Ours, rounded to the printed precision, is the device's.
        EQUAL,
        /// Ours, with the digits beyond the printed ones cut off, is the device's: it does not round.
        CUT_OFF,
        /// The device measured between the samples that it logged, and saw more than they show: its
        /// minimum or maximum lies outside of them, at a time that has no sample.
        BETWEEN_SAMPLES,
        /// Neither: the file contradicts itself.
        DIFFERENT
    }
}
