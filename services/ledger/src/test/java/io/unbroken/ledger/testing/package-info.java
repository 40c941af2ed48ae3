/// A disk in memory that crashes on demand, for the tests of this module and of others.
@NullMarked
package io.unbroken.ledger.testing;

import org.jspecify.annotations.NullMarked;
