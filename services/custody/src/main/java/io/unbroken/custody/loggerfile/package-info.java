/// Logger exports as the devices wrote them: from bytes to samples, or to the line that cannot be read.
@NullMarked
package io.unbroken.custody.loggerfile;

import org.jspecify.annotations.NullMarked;
