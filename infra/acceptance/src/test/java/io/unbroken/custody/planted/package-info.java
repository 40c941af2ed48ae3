/// Breaches that the rules of the architecture must find.
@NullMarked
package io.unbroken.custody.planted;

import org.jspecify.annotations.NullMarked;
