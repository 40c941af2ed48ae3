/// The recorder at work, beside the limits that its parts set.
@NullMarked
package io.unbroken.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
