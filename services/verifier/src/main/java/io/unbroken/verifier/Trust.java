package io.unbroken.verifier;

import io.unbroken.ledger.note.SignatureType;
import io.unbroken.ledger.note.VerifierKey;
import io.unbroken.schemas.keys.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whom the reader believes, got from elsewhere than the bundle.
///
/// As text, one line each: `root KEY` (64 hexadecimal digits) once, `log VKEY` at least once, `witness VKEY` for each witness, and
/// `quorum N` if a checkpoint needs the cosignatures of N of them. Empty lines and lines that begin with `#` say nothing.
///
/// @param root the key that vouches for the parties' keys
/// @param logs the keys of logs; one of them signed the checkpoint
/// @param witnesses the keys of witnesses that are known
/// @param quorum how many witnesses must have cosigned
public record Trust(
        PublicKey root, List<VerifierKey> logs, List<VerifierKey> witnesses, int quorum) {

    private static final long LARGEST_FILE = 64 * 1024;

    public Trust {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
        if (logs.isEmpty()) {
            throw new IllegalArgumentException("expected the key of at least one log");
        }
        require(logs, SignatureType.ED25519, "expected the logs' keys to be of type 1");
        require(
                witnesses,
                SignatureType.COSIGNATURE_V1,
                "expected the witnesses' keys to be of type 4");
        if (quorum < 0 || quorum > witnesses.size()) {
            throw new IllegalArgumentException(
                    "expected a quorum of at most %d witnesses, found %d"
                            .formatted(witnesses.size(), quorum));
        }
    }

    /// Reads a trust file.
    ///
    /// @throws IllegalArgumentException if it is none
    /// @throws IOException if it cannot be read
    public static Trust load(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IllegalArgumentException("expected a trust file, found a much larger one");
        }
        return parse(Files.readString(file));
    }

    /// Reads the text of a trust file.
    ///
    /// @throws IllegalArgumentException if it is none
    public static Trust parse(String text) {
        List<PublicKey> roots = new ArrayList<>();
        List<VerifierKey> logs = new ArrayList<>();
        List<VerifierKey> witnesses = new ArrayList<>();
        int quorum = 0;
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int space = line.indexOf(' ');
            String value = line.substring(space + 1).strip();
            switch (space < 0 ? "" : line.substring(0, space)) {
                case "root" -> roots.add(new PublicKey(value));
                case "log" -> logs.add(VerifierKey.parse(value));
                case "witness" -> witnesses.add(VerifierKey.parse(value));
                case "quorum" -> quorum = Integer.parseInt(value);
                default ->
                        throw new IllegalArgumentException(
                                "expected lines of root, log, witness or quorum and a value");
            }
        }
        if (roots.size() != 1) {
            throw new IllegalArgumentException(
                    "expected one root key, found %d".formatted(roots.size()));
        }
        return new Trust(roots.getFirst(), logs, witnesses, quorum);
    }

    /// The text of a trust file.
    public String text() {
        var text = new StringBuilder("root ").append(root).append('\n');
        logs.forEach(log -> text.append("log ").append(log).append('\n'));
        witnesses.forEach(witness -> text.append("witness ").append(witness).append('\n'));
        if (quorum > 0) {
            text.append("quorum ").append(quorum).append('\n');
        }
        return text.toString();
    }

    private static void require(List<VerifierKey> keys, SignatureType type, String message) {
        if (keys.stream().anyMatch(key -> key.type() != type)) {
            throw new IllegalArgumentException(message);
        }
    }
}
