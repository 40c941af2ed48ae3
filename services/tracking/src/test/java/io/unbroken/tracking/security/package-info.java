/// Tests of who sees what.
@NullMarked
package io.unbroken.tracking.security;

import org.jspecify.annotations.NullMarked;
