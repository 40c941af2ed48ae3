package io.unbroken.capture.http;

import io.swagger.v3.oas.annotations.Operation;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.ledger.heads.TreeName;
import io.unbroken.ledger.seals.Seals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells devices which of their receipts are sealed. Nothing is kept for a device: the receipts say where to look.
@RestController
class SealsController {

    /// A device with more asks more than once.
    static final int MOST_POSITIONS = 500;

    /// So many positions with the longest names of topics, written generously.
    private static final int LARGEST_QUESTION = 256 * 1024;

    private final StrictJson json;
    private final Seals seals;

    SealsController(StrictJson json, Seals seals) {
        this.json = json;
        this.seals = seals;
    }

    /// The positions of receipts.
    record Question(List<Position> positions) {}

    /// Where a receipt says that the log has it.
    record Position(String topic, int partition, long offset) {}

    /// @param checkpoint the size of the last checkpoint that is known here; 0 before the first
    /// @param seals one for each position, in the order of the question
    record Answer(long checkpoint, List<Seal> seals) {}

    /// How far what is at a position has come.
    ///
    /// @param checkpoint the size of a signed checkpoint that covers it; null while RECEIVED
    record Seal(
            String topic,
            int partition,
            long offset,
            Receipt.State state,
            @Nullable Long checkpoint) {}

    @Operation(
            summary = "Which receipts are sealed",
            description =
                    "SEALED is what a signed checkpoint of the log covers: only then may a device forget it. At most 500 positions.")
    @PostMapping(path = "/api/seals", consumes = MediaType.APPLICATION_JSON_VALUE)
    Answer seals(HttpServletRequest request) {
        List<Position> positions = json.read(request, LARGEST_QUESTION, Question.class).positions();
        if (positions.size() > MOST_POSITIONS) {
            throw BadInput.field(
                    "positions",
                    "expected at most %d, found %d".formatted(MOST_POSITIONS, positions.size()));
        }
        return new Answer(seals.size(), positions.stream().map(this::seal).toList());
    }

    private Seal seal(Position position) {
        Optional<Long> checkpoint = seals.checkpoint(tree(position), position.offset());
        return new Seal(
                position.topic(),
                position.partition(),
                position.offset(),
                checkpoint.isPresent() ? Receipt.State.SEALED : Receipt.State.RECEIVED,
                checkpoint.orElse(null));
    }

    private static TreeName tree(Position position) {
        try {
            if (position.offset() < 0) {
                throw new IllegalArgumentException("expected an offset of 0 or more");
            }
            return new TreeName(position.topic(), position.partition());
        } catch (IllegalArgumentException form) {
            throw BadInput.field("positions", String.valueOf(form.getMessage()));
        }
    }
}
