/// Two nurses at a bed, in a real browser and by the API, on the running platform.
@NullMarked
package io.unbroken.acceptance.bedside;

import org.jspecify.annotations.NullMarked;
