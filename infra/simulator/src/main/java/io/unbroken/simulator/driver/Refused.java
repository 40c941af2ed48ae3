package io.unbroken.simulator.driver;

/// A service would not take a message, and sending it again would not change that.
final class Refused extends RuntimeException {

    private final int status;

    /// @param answer the problem that the service described; it names fields and holds no patient data
    Refused(String request, int status, String answer) {
        super("%s: %d %s".formatted(request, status, answer));
        this.status = status;
    }

    Refused(String request, String trouble) {
        super(request + ": " + trouble);
        this.status = 0;
    }

    /// Whether the service, not the message, was at fault.
    boolean isServiceFault() {
        return status >= 500;
    }
}
