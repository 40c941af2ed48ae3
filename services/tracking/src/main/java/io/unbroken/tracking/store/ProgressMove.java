package io.unbroken.tracking.store;

import io.unbroken.tracking.log.LogPartition;

/// The progress of one partition goes on, if it is still where its owner left it.
public record ProgressMove(LogPartition partition, Progress before, Progress after) {}
