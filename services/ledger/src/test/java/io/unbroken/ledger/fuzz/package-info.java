/// Every decoder of the ledger against input that nobody meant: `docs/reference/ledger.md` tells how to run it longer.
@NullMarked
package io.unbroken.ledger.fuzz;

import org.jspecify.annotations.NullMarked;
