/// What loggers make of the truth: readings with errors, at times of their own clock, and what becomes of them when loggers fail.
@NullMarked
package io.unbroken.simulator.logger;

import org.jspecify.annotations.NullMarked;
