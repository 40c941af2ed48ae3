/// MongoDB's own connector for Kafka, run by Kafka Connect, as a baseline.
@NullMarked
package io.unbroken.benchmarks.connector;

import org.jspecify.annotations.NullMarked;
