/// What was measured, held against its goal, for people and for programs.
@NullMarked
package io.unbroken.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
