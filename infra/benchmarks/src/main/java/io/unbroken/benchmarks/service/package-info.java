/// The running services, asked over HTTP as devices, pages and programs do.
@NullMarked
package io.unbroken.benchmarks.service;

import org.jspecify.annotations.NullMarked;
