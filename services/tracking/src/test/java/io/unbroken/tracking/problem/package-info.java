/// Tests of the pages about problems.
@NullMarked
package io.unbroken.tracking.problem;

import org.jspecify.annotations.NullMarked;
