/// Tests of the figures.
@NullMarked
package io.unbroken.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
