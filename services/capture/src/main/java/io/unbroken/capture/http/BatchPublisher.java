package io.unbroken.capture.http;

import io.unbroken.capture.http.BatchAnswer.BlockAnswer;
import io.unbroken.capture.http.BatchAnswer.BlockProblem;
import io.unbroken.capture.problem.Problem;
import io.unbroken.capture.publishing.LogUnavailable;
import io.unbroken.capture.publishing.Publication;
import io.unbroken.capture.publishing.Publisher;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.keys.SignerUnavailable;
import io.unbroken.schemas.wire.RegistryUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Publishes blocks one after the other. Once log, registry or key are away the rest is not tried: each would wait as long again.
@Component
class BatchPublisher {

    private final Function<LoggerRecord, Publication> publishing;

    @Autowired
    BatchPublisher(Publisher publisher) {
        this((LoggerRecord record) -> publisher.publish(record));
    }

    BatchPublisher(Function<LoggerRecord, Publication> publishing) {
        this.publishing = publishing;
    }

    /// One block of a batch.
    sealed interface Block {}

    /// One that can be published.
    record Ready(LoggerRecord record) implements Block {}

    /// One that cannot, and why.
    record Refused(BlockAnswer answer) implements Block {}

    /// An answer for each block, in their order.
    ///
    /// @throws LogUnavailable if none of them could be published
    /// @throws RegistryUnavailable the same
    /// @throws SignerUnavailable the same
    BatchAnswer publish(List<Block> blocks) {
        var answers = new ArrayList<BlockAnswer>(blocks.size());
        boolean published = false;
        for (Block block : blocks) {
            try {
                answers.add(
                        switch (block) {
                            case Refused refused -> refused.answer();
                            case Ready(LoggerRecord record) ->
                                    answer(publishing.apply(record), marked(record));
                        });
                published |= block instanceof Ready;
            } catch (LogUnavailable | RegistryUnavailable | SignerUnavailable gone) {
                if (!published) {
                    throw gone;
                }
                break;
            }
        }
        List<Block> rest = blocks.subList(answers.size(), blocks.size());
        rest.forEach(block -> answers.add(unsent(block)));
        return new BatchAnswer(answers);
    }

    private static BlockAnswer unsent(Block block) {
        return switch (block) {
            case Refused refused -> refused.answer();
            case Ready(LoggerRecord record) -> away(record);
        };
    }

    private static BlockAnswer answer(Publication publication, int marked) {
        return switch (publication) {
            case Publication.Recorded recorded -> BlockAnswer.recorded(recorded.receipt(), marked);
            case Publication.Conflicting conflicting ->
                    BlockAnswer.conflicting(conflicting.receipt(), marked);
        };
    }

    private static int marked(LoggerRecord record) {
        return switch (record) {
            case TelemetryBlock block -> block.marked().size();
            case ConditionBlock block ->
                    (int)
                            block.conditions().stream()
                                    .filter(Condition.Marked.class::isInstance)
                                    .count();
            case DeviceReport _ -> 0;
        };
    }

    private static BlockAnswer away(LoggerRecord record) {
        return BlockAnswer.of(
                Optional.of(record.id().value()),
                BlockProblem.of(
                        Problem.LOG_AWAY,
                        "The log does not answer any more; this block was not acknowledged. Send it again.",
                        ""));
    }
}
