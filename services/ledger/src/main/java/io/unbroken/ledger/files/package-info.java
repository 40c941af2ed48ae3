/// Files that survive a crash at any moment, over the few operations of a file system that this needs.
@NullMarked
package io.unbroken.ledger.files;

import org.jspecify.annotations.NullMarked;
