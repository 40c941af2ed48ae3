/// Labels: what stands on each kind, drawn once, and written as SVG, PDF or ZPL.
@NullMarked
package io.unbroken.labels;

import org.jspecify.annotations.NullMarked;
