package io.unbroken.platform.torture;

/// How a connection is cut.
enum Manner {
    /// Nobody listens, and what was connected is reset: the machine is up, its program is not.
    REFUSED,
    /// All that connect are reset at once: a load balancer without anything behind it.
    RESET,
    /// Nothing passes and nobody is told. What was sent meanwhile arrives in the end, long after its sender gave up.
    STALLED,
    /// As stalled, but only for what was connected; whoever connects anew gets through. A firewall that forgot its connections, a route
    /// that flaps.
    FROZEN,
    /// Requests arrive and are done, their answers are lost.
    MUTE;

    String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
