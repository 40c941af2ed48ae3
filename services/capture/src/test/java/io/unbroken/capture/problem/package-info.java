/// Tests of the pages about problems.
@NullMarked
package io.unbroken.capture.problem;

import org.jspecify.annotations.NullMarked;
