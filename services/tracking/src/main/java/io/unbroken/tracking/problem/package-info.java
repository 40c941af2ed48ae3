/// What can go wrong with a request, and the page about each.
@NullMarked
package io.unbroken.tracking.problem;

import org.jspecify.annotations.NullMarked;
