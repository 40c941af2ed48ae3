/// Readings from the topic to stored and judged, beside what others do with the same batches.
@NullMarked
package io.unbroken.benchmarks.telemetry;

import org.jspecify.annotations.NullMarked;
