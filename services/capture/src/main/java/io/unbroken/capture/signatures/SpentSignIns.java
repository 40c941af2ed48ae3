package io.unbroken.capture.signatures;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.TreeMap;

/// What each sign-in has signed: one act, and no other. Without this one sign-in would answer all challenges that were open before it, also those
/// that a script opened behind the person's back. Kept for as long as a sign-in may be old, in this process alone, as its challenges are.
final class SpentSignIns {

    /// Some 30 MB. Then nothing is signed until some have ended: rather that than a sign-in that counts twice.
    static final int MOST = 100_000;

    private final TreeMap<SignIn, Act> signed =
            new TreeMap<>(Comparator.comparing(SignIn::at).thenComparing(SignIn::person));

    private final InstantSource clock;

    SpentSignIns(InstantSource clock) {
        this.clock = clock;
    }

    /// A person signs in once at a time; a provider that gives whole seconds lets nobody sign twice within one.
    private record SignIn(Instant at, String person) {}

    /// Spends the sign-in on this act, or finds that it was spent on it before.
    ///
    /// @return false if it was spent on another
    synchronized boolean spend(Instant authenticated, Act act) {
        Instant oldest = clock.instant().minus(Challenges.FRESH).minus(Challenges.CLOCKS_APART);
        signed.headMap(new SignIn(oldest, "")).clear();
        var signIn = new SignIn(authenticated, act.signer().value());
        if (signed.size() >= MOST && !signed.containsKey(signIn)) {
            return false;
        }
        Act before = signed.putIfAbsent(signIn, act);
        return before == null || before.equals(act);
    }
}
