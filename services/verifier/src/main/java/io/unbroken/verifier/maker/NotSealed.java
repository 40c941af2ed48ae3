package io.unbroken.verifier.maker;

/// A record is on the log, but no checkpoint covers it yet. In a second or so one will.
public final class NotSealed extends Exception {

    NotSealed(String position) {
        super("expected a checkpoint that covers %s, found none yet".formatted(position));
    }
}
