/// Couriers: handoffs, milestones, loggers.
@NullMarked
package io.unbroken.courier;

import org.jspecify.annotations.NullMarked;
