/// The demo's OIDC provider: people who do not exist, their roles, and one click to be one of them.
@NullMarked
package io.unbroken.identity;

import org.jspecify.annotations.NullMarked;
