package io.unbroken.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Checks password and PIN of the demo's people, and lets nobody guess: after [#MOST_WRONG] wrong ones in a row nothing counts for [#LOCK],
/// the right ones neither. Which of the two was wrong is not told.
final class Proofs {

    static final int MOST_WRONG = 5;
    static final Duration LOCK = Duration.ofMinutes(1);

    private final Map<DemoUser, String> digests;
    private final PasswordEncoder encoder;
    private final InstantSource clock;
    private final Map<DemoUser, Wrong> wrong = new EnumMap<>(DemoUser.class);

    /// @param digests of [Components#joined]
    Proofs(Map<DemoUser, String> digests, PasswordEncoder encoder, InstantSource clock) {
        this.digests = new EnumMap<>(digests);
        this.encoder = encoder;
        this.clock = clock;
    }

    /// What became of an attempt.
    enum Outcome {
        PROVED,
        WRONG,
        LOCKED
    }

    private record Wrong(int times, Instant last) {}

    synchronized Outcome check(DemoUser user, Components given) {
        int before = wrongBefore(user);
        if (before >= MOST_WRONG) {
            return Outcome.LOCKED;
        }
        if (encoder.matches(given.joined(), digests.get(user))) {
            wrong.remove(user);
            return Outcome.PROVED;
        }
        wrong.put(user, new Wrong(before + 1, clock.instant()));
        return before + 1 < MOST_WRONG ? Outcome.WRONG : Outcome.LOCKED;
    }

    private int wrongBefore(DemoUser user) {
        return Optional.ofNullable(wrong.get(user))
                .filter(last -> clock.instant().isBefore(last.last().plus(LOCK)))
                .map(Wrong::times)
                .orElse(0);
    }
}
