/// Fuzz targets of what the model reads: labels and loggers' files.
@NullMarked
package io.unbroken.custody.fuzz;

import org.jspecify.annotations.NullMarked;
