/// Tests of what the benchmarks of the services make of what they saw.
@NullMarked
package io.unbroken.benchmarks.service;

import org.jspecify.annotations.NullMarked;
