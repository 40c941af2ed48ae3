/// Who may ask: bearer tokens for programs, a session after sign-in for pages, and the headers that go with each answer.
@NullMarked
package io.unbroken.tracking.security;

import org.jspecify.annotations.NullMarked;
