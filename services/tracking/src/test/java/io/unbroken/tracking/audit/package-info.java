/// Every way in which a log can be falsified, and what the audit calls it.
@NullMarked
package io.unbroken.tracking.audit;

import org.jspecify.annotations.NullMarked;
