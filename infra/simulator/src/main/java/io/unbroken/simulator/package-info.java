/// The simulator's commands: play journeys and check them, or load and measure.
@NullMarked
package io.unbroken.simulator;

import org.jspecify.annotations.NullMarked;
