/// Who and what: the identifiers that tie cells to one patient, each a value that checks itself.
@NullMarked
package io.unbroken.custody.identity;

import org.jspecify.annotations.NullMarked;
