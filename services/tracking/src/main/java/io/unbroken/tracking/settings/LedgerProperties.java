package io.unbroken.tracking.settings;

import io.unbroken.ledger.note.VerifierKey;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Where the ledger is kept and with which key it is signed; each value comes from the environment variable of its name in
/// `application.yaml`.
///
/// @param directory of tiles and signer's state, on a local disk; several instances of one machine may share it
/// @param origin the log's name in its checkpoints, such as `unbroken.example/log`; never changes
/// @param keyFile file with the log's own signing key (PKCS#8 PEM, mode 0600), or the `pkcs11:` URI of one in a device
/// @param interval least time between two checkpoints
/// @param witnesses who is asked for cosignatures, each as `address vkey`
@Validated
@ConfigurationProperties("unbroken.tracking.ledger")
public record LedgerProperties(
        @NotBlank(message = "set UNBROKEN_LEDGER_DIRECTORY to the directory of the ledger")
                String directory,
        @NotBlank(message = "set UNBROKEN_LEDGER_ORIGIN to the log's name, host/log") String origin,
        @NotBlank(message = "set UNBROKEN_LEDGER_KEY_FILE to the log's signing key") String keyFile,
        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 10) Duration interval,
        @NotNull @Size(max = 16) List<String> witnesses) {

    public LedgerProperties {
        witnesses = List.copyOf(witnesses);
        // Said at the start, not at the first checkpoint.
        witnesses.forEach(WitnessAt::parse);
    }

    /// A witness and where it is.
    ///
    /// @param address such as `http://127.0.0.1:7100`
    public record WitnessAt(URI address, VerifierKey key) {

        /// Reads `address vkey`.
        ///
        /// @throws IllegalArgumentException if the text is another
        public static WitnessAt parse(String text) {
            String[] parts = text.strip().split(" +", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        "UNBROKEN_LEDGER_WITNESSES: expected 'address vkey', with commas between");
            }
            return new WitnessAt(URI.create(parts[0]), VerifierKey.parse(parts[1]));
        }
    }

    /// The witnesses as they are asked.
    public List<WitnessAt> witnessesAt() {
        return witnesses.stream().map(WitnessAt::parse).toList();
    }
}
