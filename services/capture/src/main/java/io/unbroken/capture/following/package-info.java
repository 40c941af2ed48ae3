/// Follows on the log what parties said, for pages that tell people what is to be done.
@NullMarked
package io.unbroken.capture.following;

import org.jspecify.annotations.NullMarked;
