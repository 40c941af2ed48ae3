/// How cold the material was: readings of one logger, and what they prove about an interval of time.
@NullMarked
package io.unbroken.custody.coldchain;

import org.jspecify.annotations.NullMarked;
