package io.unbroken.tracking.log;

import java.util.Optional;

/// One header of a record; names may repeat, and a value may be absent.
public record LogHeader(String name, Optional<Bytes> value) {}
