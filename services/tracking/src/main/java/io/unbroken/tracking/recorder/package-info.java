/// The write path: from a batch of records to journeys, buckets, quarantine, status and progress, in that order.
@NullMarked
package io.unbroken.tracking.recorder;

import org.jspecify.annotations.NullMarked;
