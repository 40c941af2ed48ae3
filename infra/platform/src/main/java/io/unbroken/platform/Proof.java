package io.unbroken.platform;

/// What one of the demo's people proves with who they are.
public record Proof(String password, String pin) {

    /// As a program adds it to its request for a token.
    public String parameters() {
        return "&password=%s&pin=%s".formatted(password, pin);
    }

    /// Neither of them: this may be printed.
    @Override
    public String toString() {
        return "a password and a PIN";
    }
}
