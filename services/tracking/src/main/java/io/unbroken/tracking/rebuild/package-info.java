/// Derives everything again from the log into a new namespace, holds it to the one in force, and switches over.
@NullMarked
package io.unbroken.tracking.rebuild;

import org.jspecify.annotations.NullMarked;
