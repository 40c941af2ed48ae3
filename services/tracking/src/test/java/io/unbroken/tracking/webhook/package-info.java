/// Tests of webhooks against real servers and a real store.
@NullMarked
package io.unbroken.tracking.webhook;

import org.jspecify.annotations.NullMarked;
