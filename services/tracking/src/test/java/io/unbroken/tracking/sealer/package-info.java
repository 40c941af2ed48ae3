/// The sealer against a log, a recorder and a disk that fail as they like.
@NullMarked
package io.unbroken.tracking.sealer;

import org.jspecify.annotations.NullMarked;
