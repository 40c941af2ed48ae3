/// The journeys that come to this facility, for its own page.
@NullMarked
package io.unbroken.manufacturing.journeys;

import org.jspecify.annotations.NullMarked;
