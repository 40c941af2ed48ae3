/// The answer at the points of use, from this service's own copy of the journeys' status: it answers while tracking is away.
@NullMarked
package io.unbroken.infusion.verdict;

import org.jspecify.annotations.NullMarked;
