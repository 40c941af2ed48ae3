/// The feed's promises to those that come back, are slow, or too many.
@NullMarked
package io.unbroken.tracking.feed;

import org.jspecify.annotations.NullMarked;
