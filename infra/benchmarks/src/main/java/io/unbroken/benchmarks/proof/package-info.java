/// Evidence of journeys of any length, made and verified.
@NullMarked
package io.unbroken.benchmarks.proof;

import org.jspecify.annotations.NullMarked;
