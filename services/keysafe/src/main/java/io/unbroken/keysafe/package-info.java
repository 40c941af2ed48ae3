/// Where a service's private key is kept, and how it signs with it.
@NullMarked
package io.unbroken.keysafe;

import org.jspecify.annotations.NullMarked;
