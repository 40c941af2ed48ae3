/// The command that measures tracking, and how figures are kept and printed.
@NullMarked
package io.unbroken.benchmarks;

import org.jspecify.annotations.NullMarked;
