/// What the simulated people and devices do and when: pure, from a seed to a list of timed steps.
@NullMarked
package io.unbroken.simulator.script;

import org.jspecify.annotations.NullMarked;
