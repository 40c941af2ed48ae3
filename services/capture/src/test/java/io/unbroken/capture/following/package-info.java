/// Tests of what is told of the journeys at hand.
@NullMarked
package io.unbroken.capture.following;

import org.jspecify.annotations.NullMarked;
