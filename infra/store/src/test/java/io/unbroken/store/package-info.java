/// Tests of the store as a part of its own.
@NullMarked
package io.unbroken.store;

import org.jspecify.annotations.NullMarked;
