/// Breaches that the rules of the architecture must find.
@NullMarked
package io.unbroken.tracking.planted.one;

import org.jspecify.annotations.NullMarked;
