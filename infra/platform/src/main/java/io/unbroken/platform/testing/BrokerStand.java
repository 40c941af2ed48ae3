package io.unbroken.platform.testing;

import java.nio.file.Path;

/// Another way to run the tests' broker than as a process of the platform, such as in a container. The first that [java.util.ServiceLoader] finds is
/// used; without one, the platform runs its own.
public interface BrokerStand {

    /// Starts the broker on loopback and returns when it answers; again, with its data, after a kill.
    ///
    /// @param directory where its data is kept while the tests run
    /// @param logins where the secrets are with which its clients say who they are
    void start(Path directory, Path logins, int port, int controllerPort);

    /// Ends it as a power cut would.
    void kill();

    /// Ends it for good.
    void close();
}
