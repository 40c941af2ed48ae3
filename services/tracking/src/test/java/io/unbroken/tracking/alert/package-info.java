/// Tests of what is told, and that it is told once.
@NullMarked
package io.unbroken.tracking.alert;

import org.jspecify.annotations.NullMarked;
