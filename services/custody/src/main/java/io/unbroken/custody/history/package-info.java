/// The derived view of one journey: a pure function of the set of its events and its loggers' readings.
@NullMarked
package io.unbroken.custody.history;

import org.jspecify.annotations.NullMarked;
