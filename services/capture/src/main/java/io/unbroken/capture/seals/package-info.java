/// What is sealed: devices ask, and forget what is.
@NullMarked
package io.unbroken.capture.seals;

import org.jspecify.annotations.NullMarked;
