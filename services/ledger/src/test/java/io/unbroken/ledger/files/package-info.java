/// Files against a disk that stops at any step.
@NullMarked
package io.unbroken.ledger.files;

import org.jspecify.annotations.NullMarked;
