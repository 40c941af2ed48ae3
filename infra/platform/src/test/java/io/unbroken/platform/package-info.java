/// Kills, restarts and crowds the platform, and looks for what was lost.
@NullMarked
package io.unbroken.platform;

import org.jspecify.annotations.NullMarked;
