/// The check of wristband and labels by two people at a point of use: GO or HOLD and every check with what it rests on.
@NullMarked
package io.unbroken.custody.bedside;

import org.jspecify.annotations.NullMarked;
