/// Who said what: the keys that the root vouched for, followed live, and the records proved by them.
@NullMarked
package io.unbroken.tracking.authentication;

import org.jspecify.annotations.NullMarked;
