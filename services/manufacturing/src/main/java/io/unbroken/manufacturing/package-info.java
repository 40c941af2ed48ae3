/// The facility: receipt, manufacture, results, release, dispatch.
@NullMarked
package io.unbroken.manufacturing;

import org.jspecify.annotations.NullMarked;
