package io.unbroken.tracking.rebuild;

import io.unbroken.tracking.log.BoundedLog;
import io.unbroken.tracking.recorder.Recorder;

/// One thread's share of a rebuild: partitions that are read through `log`, and the recorder that applies what they hold.
public record Lane(BoundedLog log, Recorder recorder) {}
