/// Whole journeys through the public HTTP APIs, with and without faults.
@NullMarked
package io.unbroken.acceptance.journeys;

import org.jspecify.annotations.NullMarked;
