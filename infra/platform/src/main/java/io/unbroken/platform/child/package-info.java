/// One part as one operating system process: started, awaited, killed, stopped, and never outliving its parent.
@NullMarked
package io.unbroken.platform.child;

import org.jspecify.annotations.NullMarked;
