/// What others would do with the same records.
@NullMarked
package io.unbroken.benchmarks.baseline;

import org.jspecify.annotations.NullMarked;
