/// Tests of what is measured of readings.
@NullMarked
package io.unbroken.benchmarks.telemetry;

import org.jspecify.annotations.NullMarked;
