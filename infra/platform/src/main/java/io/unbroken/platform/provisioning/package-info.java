/// What a fresh platform needs once: topics, schemas, keys, product profiles.
@NullMarked
package io.unbroken.platform.provisioning;

import org.jspecify.annotations.NullMarked;
