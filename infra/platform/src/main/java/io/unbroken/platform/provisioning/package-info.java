/// What a fresh platform needs once: topics, schemas, keys.
@NullMarked
package io.unbroken.platform.provisioning;

import org.jspecify.annotations.NullMarked;
