/// The check at a point of use by two people: takes what each of them scanned, publishes what they confirm, and answers GO or HOLD.
@NullMarked
package io.unbroken.infusion.bedside;

import org.jspecify.annotations.NullMarked;
