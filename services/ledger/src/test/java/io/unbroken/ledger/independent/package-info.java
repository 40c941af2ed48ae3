/// The ledger against an implementation that shares no code with it: Go's golang.org/x/mod/sumdb.
@NullMarked
package io.unbroken.ledger.independent;

import org.jspecify.annotations.NullMarked;
