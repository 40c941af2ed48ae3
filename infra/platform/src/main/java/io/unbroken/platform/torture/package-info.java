/// Faults on the real thing: processes killed and put to sleep, connections cut, disks filled, while devices send and send again.
@NullMarked
package io.unbroken.platform.torture;

import org.jspecify.annotations.NullMarked;
