/// Infusion centres: receipt, lymphodepletion, thaw, identity, infusion, and the answer at the bedside.
@NullMarked
package io.unbroken.infusion;

import org.jspecify.annotations.NullMarked;
