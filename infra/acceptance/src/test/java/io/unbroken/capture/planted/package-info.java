/// Breaches that the rules of the architecture must find.
@NullMarked
package io.unbroken.capture.planted;

import org.jspecify.annotations.NullMarked;
