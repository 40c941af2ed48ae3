/// Who may call: bearer tokens for programs, a session after sign-in for pages, and the headers that go with each answer.
@NullMarked
package io.unbroken.capture.security;

import org.jspecify.annotations.NullMarked;
