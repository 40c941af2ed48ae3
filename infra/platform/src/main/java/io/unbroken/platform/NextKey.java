package io.unbroken.platform;

import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.schemas.keys.PublicKey;
import io.unbroken.schemas.keys.PublicKeyFile;
import io.unbroken.schemas.keys.SigningKeyFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;

/// The key that a party of this machine signs with next, in a file beside the one that it signs with now.
///
/// @param current the file that its service reads when it starts
/// @param next where the next one waits until it is registered
/// @param publicKey the next one's public half
record NextKey(Path current, Path next, PublicKey publicKey) {

    /// Makes it, or takes the one that an earlier attempt made.
    ///
    /// @throws PlatformException if the party's private key is not on this machine
    static NextKey of(Secrets secrets, PartyId party) {
        Path current = secrets.directory().resolve(party + ".pem");
        if (!Files.exists(current)) {
            throw new PlatformException(
                    "the private key of %s is not in %s; have the party make its next one, and name its public half by --public-key"
                            .formatted(party, secrets.directory()));
        }
        Path next = secrets.directory().resolve(party + ".next.pem");
        var key = SigningKeyFile.loadOrCreate(next, new SecureRandom());
        return new NextKey(current, next, key.publicKey());
    }

    /// Puts it in the place of the current one, which stays beside it under its id.
    void replace() {
        try {
            KeyId last = SigningKeyFile.load(current).id();
            keep(current.resolveSibling(stem() + "." + last + ".pem"));
            Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
            PublicKeyFile.write(current.resolveSibling(stem() + ".public.pem"), publicKey);
        } catch (IOException failure) {
            throw new PlatformException(
                    "cannot put %s in the place of %s: %s"
                            .formatted(next, current, failure.getMessage()),
                    failure);
        }
    }

    private void keep(Path old) throws IOException {
        try {
            Files.createLink(old, current);
        } catch (FileAlreadyExistsException _) {
            // An earlier attempt kept it.
        }
    }

    private String stem() {
        String name = current.getFileName().toString();
        return name.substring(0, name.length() - ".pem".length());
    }
}
