package io.unbroken.schemas.wire;

import io.unbroken.custody.event.Standing;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.schemas.keys.KeyRing;
import io.unbroken.schemas.keys.KeyStanding;
import java.time.Instant;

/// Whether what a key signed counts, and how much, by the time at which the log had it.
final class KeyJudge {

    private KeyJudge() {}

    sealed interface Judged permits Counts, Refused {}

    /// @param standing what the statement is worth
    record Counts(Standing standing) implements Judged {}

    /// @param why it does not count
    record Refused(Unreadable why) implements Judged {}

    static Judged judge(KeyRing keys, KeyId key, Instant recordTime) {
        return switch (keys.judge(key, recordTime)) {
            case KeyStanding.Valid() -> new Counts(Standing.SOUND);
            case KeyStanding.Doubtful(var since, var reason) ->
                    new Counts(
                            Standing.doubtful(
                                    "Key %s may have been in other hands since %s: %s"
                                            .formatted(key, since, reason)));
            case KeyStanding.Revoked(var from) ->
                    refused(
                            QuarantineReason.KEY_REVOKED,
                            "key %s is revoked from %s on".formatted(key, from));
            case KeyStanding.Retired(var from) ->
                    refused(
                            QuarantineReason.KEY_RETIRED,
                            "key %s is retired from %s on".formatted(key, from));
            case KeyStanding.Unknown() ->
                    refused(
                            QuarantineReason.UNKNOWN_KEY,
                            "key %s is not registered".formatted(key));
        };
    }

    private static Refused refused(QuarantineReason reason, String detail) {
        return new Refused(new Unreadable(reason, detail));
    }
}
