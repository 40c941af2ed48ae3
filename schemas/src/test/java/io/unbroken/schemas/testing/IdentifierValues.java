package io.unbroken.schemas.testing;

import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.Din;
import io.unbroken.custody.identity.EventId;
import io.unbroken.custody.identity.HandoffId;
import io.unbroken.custody.identity.Identifier;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PatientToken;
import io.unbroken.custody.identity.PhotoHash;
import io.unbroken.custody.profile.EditionId;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.FileHash;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.keys.SigningKey;
import java.util.SplittableRandom;

/// Random identifiers of every kind.
final class IdentifierValues {

    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final SplittableRandom random;

    IdentifierValues(SplittableRandom random) {
        this.random = random;
    }

    Object value(Class<?> type) {
        if (type == CoiId.class) {
            return CoiId.issue("A9999", 2026, random.nextInt(1_000_000));
        }
        if (type == Din.class) {
            return new Din("A999926%06d".formatted(random.nextInt(1_000_000)));
        }
        if (type == PartyId.class) {
            return new PartyId("party-" + random.nextInt(1000));
        }
        if (type == PatientToken.class) {
            return new PatientToken("PT" + from(BASE_32, 26));
        }
        if (type == KeyId.class) {
            return new KeyId(hex(16));
        }
        if (type == ContentHash.class || type == FileHash.class || type == PhotoHash.class) {
            return named(type, hex(64));
        }
        if (type == PublicKey.class) {
            var seed = new byte[32];
            random.nextBytes(seed);
            return SigningKey.of(seed).publicKey();
        }
        if (type == EventId.class
                || type == HandoffId.class
                || type == BlockId.class
                || type == EditionId.class) {
            return named(type, "%s-%s-%s-%s-%s".formatted(hex(8), hex(4), hex(4), hex(4), hex(12)));
        }
        // All others take capital letters and digits.
        return named(type, text(random.nextInt(4, 12)));
    }

    String text(int length) {
        return from(CAPITALS.substring(0, 26), 1) + from(CAPITALS, length - 1);
    }

    private String hex(int length) {
        return from("0123456789abcdef", length);
    }

    private String from(String alphabet, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static Object named(Class<?> type, String text) {
        try {
            return type.asSubclass(Identifier.class).getConstructor(String.class).newInstance(text);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("add values of " + type.getName() + " here", e);
        }
    }
}
