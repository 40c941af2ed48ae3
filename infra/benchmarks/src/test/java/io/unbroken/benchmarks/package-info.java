/// Tests of the benchmarks: that they run, never how fast.
@NullMarked
package io.unbroken.benchmarks;

import org.jspecify.annotations.NullMarked;
