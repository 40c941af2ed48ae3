package io.unbroken.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.unbroken.capture.http.BatchAnswer.BlockAnswer;
import io.unbroken.capture.publishing.Publication;
import io.unbroken.capture.publishing.Receipt;
import io.unbroken.custody.identity.ContentHash;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.telemetry.LoggerRecord;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.schemas.keys.SignerUnavailable;
import io.unbroken.schemas.testing.ModelValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchPublisherTest {

    private final List<LoggerRecord> tried = new ArrayList<>();

    @Test
    void each_block_is_answered_in_its_place_and_after_an_outage_none_is_tried() {
        // given
        List<BatchPublisher.Block> blocks =
                List.of(refused(), ready(1), ready(2), ready(3), refused());
        BatchPublisher publisher = awayAfter(1);

        // when
        BatchAnswer answer = publisher.publish(blocks);

        // then
        assertThat(answer.answers())
                .extracting(BlockAnswer::status)
                .containsExactly(400, 201, 503, 503, 400);
        assertThat(tried).hasSize(2);
        assertThat(answer.allRecorded()).isFalse();
        assertThat(answer.answers().get(3).id())
                .contains(((BatchPublisher.Ready) blocks.get(3)).record().id().value());
    }

    @Test
    void an_outage_before_the_first_is_one_of_the_whole_batch() {
        assertThatThrownBy(() -> awayAfter(0).publish(List.of(refused(), ready(1), ready(2))))
                .isInstanceOf(SignerUnavailable.class);
        assertThat(tried).hasSize(1);
    }

    @Test
    void a_used_id_is_told_with_the_receipt_of_what_was_recorded() {
        var publisher =
                new BatchPublisher(
                        (LoggerRecord record) -> new Publication.Conflicting(receipt(record)));

        BlockAnswer answer = publisher.publish(List.of(ready(1))).answers().getFirst();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.receipt()).isPresent();
        assertThat(answer.problem().orElseThrow().type()).isEqualTo("/problems/id-conflict");
    }

    private BatchPublisher awayAfter(int records) {
        return new BatchPublisher((LoggerRecord record) -> {
            tried.add(record);
            if (tried.size() > records) {
                throw new SignerUnavailable("away", new IllegalStateException());
            }
            return new Publication.Recorded(receipt(record));
        });
    }

    private static Receipt receipt(LoggerRecord record) {
        return new Receipt(
                record.id().value(),
                record.logger().value(),
                "telemetry.blocks.v1",
                0,
                7,
                Instant.EPOCH,
                new ContentHash("0".repeat(64)),
                new KeyId("0123456789abcdef"),
                "",
                Receipt.State.RECEIVED);
    }

    private static BatchPublisher.Block refused() {
        return new BatchPublisher.Refused(
                BlockAnswer.refused(Optional.empty(), BadInput.field("samples", "Missing.")));
    }

    private static BatchPublisher.Block ready(long seed) {
        return new BatchPublisher.Ready(new ModelValues(seed).value(TelemetryBlock.class));
    }
}
