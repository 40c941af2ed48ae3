/// Where a journey stands, as the points of use must know it.
@NullMarked
package io.unbroken.custody.status;

import org.jspecify.annotations.NullMarked;
