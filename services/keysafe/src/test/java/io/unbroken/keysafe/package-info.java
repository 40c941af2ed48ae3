/// Tests of the keys that services sign with.
@NullMarked
package io.unbroken.keysafe;

import org.jspecify.annotations.NullMarked;
