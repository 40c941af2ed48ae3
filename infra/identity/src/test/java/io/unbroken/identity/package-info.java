/// Asks the provider for tokens as a page, a command line and an intruder would.
@NullMarked
package io.unbroken.identity;

import org.jspecify.annotations.NullMarked;
