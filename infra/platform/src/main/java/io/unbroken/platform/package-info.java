/// Starts, watches and stops everything that one machine needs to run Unbroken; the command line stands here.
@NullMarked
package io.unbroken.platform;

import org.jspecify.annotations.NullMarked;
