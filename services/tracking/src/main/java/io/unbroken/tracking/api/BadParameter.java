package io.unbroken.tracking.api;

/// A parameter that is not what it must be.
final class BadParameter extends RuntimeException {

    private final String parameter;

    /// @param expected what would have been right; the value itself is not repeated
    BadParameter(String parameter, String expected) {
        super("%s: expected %s".formatted(parameter, expected));
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
