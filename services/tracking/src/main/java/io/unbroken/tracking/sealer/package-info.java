/// The sealer: reads the log by itself, keeps its trees as tiles, and signs checkpoints over what is recorded.
@NullMarked
package io.unbroken.tracking.sealer;

import org.jspecify.annotations.NullMarked;
