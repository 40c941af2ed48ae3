package io.unbroken.capture.http;

import io.unbroken.capture.http.BatchAnswer.BlockAnswer;
import io.unbroken.capture.problem.Problem;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.schemas.wire.SentTelemetry;
import io.unbroken.schemas.wire.SentTelemetry.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads batches of blocks, each block by itself: one that is wrong does not spoil the others.
@Component
class BatchReader {

    /// Each is signed and acknowledged by the brokers while the gateway waits: about a second in all.
    static final int MOST_BLOCKS = 200;

    private static final String MEMBER = "blocks";

    private final StrictJson json;
    private final Intake intake;
    private final SentTelemetry avro = new SentTelemetry();

    BatchReader(StrictJson json, Intake intake) {
        this.json = json;
        this.intake = intake;
    }

    /// Whether gateways can name this version of the contract.
    boolean knows(int version) {
        return avro.knows(version);
    }

    /// The newest version that they can name.
    int newest() {
        return avro.newest();
    }

    /// The blocks of a JSON body, each read or refused.
    List<BatchPublisher.Block> blocks(byte[] body) {
        JsonNode blocks = json.tree(body).get(MEMBER);
        if (blocks == null || !blocks.isArray()) {
            throw BadInput.field(MEMBER, "Expected a list of blocks.");
        }
        requireCount(blocks.size());
        var read = new ArrayList<BatchPublisher.Block>(blocks.size());
        for (JsonNode block : blocks) {
            read.add(block(block));
        }
        return read;
    }

    /// The blocks of an Avro body, each read or refused.
    List<BatchPublisher.Block> values(byte[] body, int version) {
        List<Sent> sent;
        try {
            sent = avro.read(body, version, MOST_BLOCKS);
        } catch (IllegalArgumentException foreign) {
            throw new BadInput(Problem.MALFORMED_BODY, "", String.valueOf(foreign.getMessage()));
        }
        requireCount(sent.size());
        return sent.stream().map(this::block).toList();
    }

    private static void requireCount(int blocks) {
        if (blocks == 0 || blocks > MOST_BLOCKS) {
            throw BadInput.field(
                    MEMBER, "Expected 1 to %d blocks, found %d.".formatted(MOST_BLOCKS, blocks));
        }
    }

    private BatchPublisher.Block block(JsonNode node) {
        try {
            BlockRequest block = json.read(node, BlockRequest.class);
            LoggerId logger =
                    block.logger().orElseThrow(() -> BadInput.field("logger", "Missing."));
            return new BatchPublisher.Ready(intake.record(logger, block));
        } catch (BadInput bad) {
            return new BatchPublisher.Refused(BlockAnswer.refused(id(node), bad));
        }
    }

    private BatchPublisher.Block block(Sent sent) {
        return switch (sent) {
            case Sent.Taken(LoggerRecord record) -> screened(record);
            case Sent.Refused(Optional<String> id, IllegalArgumentException rule) ->
                    new BatchPublisher.Refused(BlockAnswer.refused(id, BadInput.of(rule)));
        };
    }

    private BatchPublisher.Block screened(LoggerRecord record) {
        try {
            return new BatchPublisher.Ready(intake.screened(record));
        } catch (BadInput bad) {
            return new BatchPublisher.Refused(
                    BlockAnswer.refused(Optional.of(record.id().value()), bad));
        }
    }

    /// The id of a block that is wrong otherwise, if it has the form of one: what has not may be anything, and is not repeated.
    private static Optional<String> id(JsonNode block) {
        return Optional.ofNullable(block.get("id"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter(id -> id.matches("[0-9a-f-]{36}"));
    }
}
