/// Puts what a party says on the log: signed, in its chain, and acknowledged only when the brokers have it.
@NullMarked
package io.unbroken.capture.publishing;

import org.jspecify.annotations.NullMarked;
