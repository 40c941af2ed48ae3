/// The live feed: who listens hears of each journey that changed, and can go on after a break.
@NullMarked
package io.unbroken.tracking.feed;

import org.jspecify.annotations.NullMarked;
