package io.unbroken.tracking.sealer;

import io.micrometer.core.instrument.MeterRegistry;
import io.unbroken.ledger.merkle.Tree;
import io.unbroken.ledger.note.Note;
import io.unbroken.ledger.note.SignatureLine;
import io.unbroken.ledger.witness.WitnessClient;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a witness over HTTP.
///
/// @param client asks it
/// @param meters count what came of it
public record AskedWitness(WitnessClient client, MeterRegistry meters) implements Witness {

    private static final Logger LOG = LoggerFactory.getLogger(AskedWitness.class);

    /// It is at a larger checkpoint than ours, or at another of the same size.
    private static final int CONFLICT = 409;

    /// Our proof does not lead from its checkpoint to ours.
    private static final int UNPROVEN = 422;

    @Override
    public Optional<SignatureLine> cosign(Note checkpoint, Tree tree) {
        String name = client.witness().name();
        return switch (client.cosign(checkpoint, tree)) {
            case WitnessClient.Cosigned cosigned -> {
                count("cosigned");
                yield Optional.of(cosigned.signature());
            }
            case WitnessClient.Refused refused -> {
                count("refused");
                if (refused.status() == CONFLICT || refused.status() == UNPROVEN) {
                    throw new Disagreement(
                            "the witness %s has seen another history of this log: %s"
                                    .formatted(name, refused.reason()));
                }
                LOG.warn(
                        "The witness {} answers {}: {}. Checkpoints go out without its cosignature; check its configuration.",
                        name,
                        refused.status(),
                        refused.reason());
                yield Optional.empty();
            }
            case WitnessClient.Unreachable _ -> {
                count("unreachable");
                yield Optional.empty();
            }
        };
    }

    private void count(String outcome) {
        meters.counter(
                        "unbroken.sealer.cosignatures",
                        "witness",
                        client.witness().name(),
                        "outcome",
                        outcome)
                .increment();
    }
}
