/// Walks log, tiles, checkpoints and store, and names everything that is not as it was sealed.
@NullMarked
package io.unbroken.tracking.audit;

import org.jspecify.annotations.NullMarked;
