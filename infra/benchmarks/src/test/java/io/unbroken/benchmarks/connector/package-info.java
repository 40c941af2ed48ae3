/// Tests of MongoDB's connector as a baseline.
@NullMarked
package io.unbroken.benchmarks.connector;

import org.jspecify.annotations.NullMarked;
