/// Tests of what is told of a recorder's run.
@NullMarked
package io.unbroken.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
