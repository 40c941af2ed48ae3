/// The log as tracking reads it: records, positions, and a reader that a simulation can stand in for.
@NullMarked
package io.unbroken.tracking.log;

import org.jspecify.annotations.NullMarked;
