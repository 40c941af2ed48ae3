/// Collection sites: order, enrolment with the site's vault, identity, apheresis, packing, handing over.
@NullMarked
package io.unbroken.collection;

import org.jspecify.annotations.NullMarked;
