/// Prints labels: states on the log that a label is printed, then gives it as SVG, PDF or ZPL.
@NullMarked
package io.unbroken.capture.labels;

import org.jspecify.annotations.NullMarked;
