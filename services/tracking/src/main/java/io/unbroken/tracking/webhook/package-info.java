/// Webhooks after Standard Webhooks: who asked for alerts gets each at least once, signed, under the same id.
@NullMarked
package io.unbroken.tracking.webhook;

import org.jspecify.annotations.NullMarked;
