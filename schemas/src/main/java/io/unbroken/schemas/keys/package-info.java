/// Signing keys: whose they are, where they lie, and who vouched for them.
@NullMarked
package io.unbroken.schemas.keys;

import org.jspecify.annotations.NullMarked;
