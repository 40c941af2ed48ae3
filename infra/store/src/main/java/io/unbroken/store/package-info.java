/// A MongoDB-protocol store of one file that survives being killed.
@NullMarked
package io.unbroken.store;

import org.jspecify.annotations.NullMarked;
