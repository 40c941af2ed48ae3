/// What is to be picked up, carried and handed over, from what all parties said on the log.
@NullMarked
package io.unbroken.courier.shipments;

import org.jspecify.annotations.NullMarked;
