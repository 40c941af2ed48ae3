/// The broker of the tests in a container.
@NullMarked
package io.unbroken.acceptance.containers;

import org.jspecify.annotations.NullMarked;
