/// What loggers give: blocks of temperatures, blocks of conditions, and the results that a device computed itself.
@NullMarked
package io.unbroken.custody.telemetry;

import org.jspecify.annotations.NullMarked;
