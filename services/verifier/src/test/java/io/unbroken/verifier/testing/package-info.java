/// A log in memory with real signatures, and bundles from it, for tests and benchmarks.
@NullMarked
package io.unbroken.verifier.testing;

import org.jspecify.annotations.NullMarked;
