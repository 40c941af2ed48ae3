/// The write path, tried over a log and a store in memory.
@NullMarked
package io.unbroken.tracking.recorder;

import org.jspecify.annotations.NullMarked;
