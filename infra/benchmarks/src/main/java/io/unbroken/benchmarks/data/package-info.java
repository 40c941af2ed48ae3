/// Journeys and readings made up for the benchmarks, signed as the parties of the platform would.
@NullMarked
package io.unbroken.benchmarks.data;

import org.jspecify.annotations.NullMarked;
