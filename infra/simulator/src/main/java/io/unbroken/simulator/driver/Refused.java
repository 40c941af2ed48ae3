package io.unbroken.simulator.driver;

/// A service would not take a message, and sending it again would not change that.
final class Refused extends RuntimeException {

    /// @param answer the problem that the service described; it names fields and holds no patient data
    Refused(String request, int status, String answer) {
        super("%s: %d %s".formatted(request, status, answer));
    }

    Refused(String request, String trouble) {
        super(request + ": " + trouble);
    }
}
