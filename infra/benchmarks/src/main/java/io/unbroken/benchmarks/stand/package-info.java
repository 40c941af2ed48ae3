/// The embedded platform that the benchmarks run on, and clients of its parts.
@NullMarked
package io.unbroken.benchmarks.stand;

import org.jspecify.annotations.NullMarked;
