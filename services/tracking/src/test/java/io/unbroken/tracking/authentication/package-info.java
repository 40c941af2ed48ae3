/// Keys for tests.
@NullMarked
package io.unbroken.tracking.authentication;

import org.jspecify.annotations.NullMarked;
