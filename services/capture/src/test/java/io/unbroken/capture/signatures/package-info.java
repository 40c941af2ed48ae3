/// Tests of electronic signatures.
@NullMarked
package io.unbroken.capture.signatures;

import org.jspecify.annotations.NullMarked;
