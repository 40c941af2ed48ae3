package io.unbroken.capture.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.unbroken.capture.problem.Problem;
import io.unbroken.capture.publishing.Receipt;
import java.util.List;
import java.util.Optional;

/// What became of a batch of blocks, one answer for each, in their order.
record BatchAnswer(List<BlockAnswer> answers) {

    /// What became of one block.
    ///
    /// @param id the block's, if it could be read
    /// @param status what the answer to this block alone would have been
    /// @param receipt for a block that is recorded
    /// @param marked how much of it is kept and not judged
    /// @param problem for one that is not, or that was recorded though its id was used before
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record BlockAnswer(
            Optional<String> id,
            int status,
            Optional<Receipt> receipt,
            Optional<Integer> marked,
            Optional<BlockProblem> problem) {

        static BlockAnswer recorded(Receipt receipt, int marked) {
            return new BlockAnswer(
                    Optional.of(receipt.id()),
                    201,
                    Optional.of(receipt),
                    Optional.of(marked),
                    Optional.empty());
        }

        static BlockAnswer conflicting(Receipt receipt, int marked) {
            return new BlockAnswer(
                    Optional.of(receipt.id()),
                    Problem.ID_CONFLICT.status().value(),
                    Optional.of(receipt),
                    Optional.of(marked),
                    Optional.of(
                            BlockProblem.of(
                                    Problem.ID_CONFLICT,
                                    "This id was used before for another content. Both are recorded.",
                                    "")));
        }

        static BlockAnswer refused(Optional<String> id, BadInput bad) {
            return of(
                    id,
                    BlockProblem.of(bad.problem(), String.valueOf(bad.getMessage()), bad.field()));
        }

        static BlockAnswer of(Optional<String> id, BlockProblem problem) {
            return new BlockAnswer(
                    id, problem.status(), Optional.empty(), Optional.empty(), Optional.of(problem));
        }
    }

    /// As RFC 9457 says, for one block of several.
    ///
    /// @param field where in the block
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record BlockProblem(
            String type, String title, int status, String detail, Optional<String> field) {

        static BlockProblem of(Problem problem, String detail, String field) {
            return new BlockProblem(
                    problem.type().toString(),
                    problem.status().getReasonPhrase(),
                    problem.status().value(),
                    detail,
                    field.isEmpty() ? Optional.empty() : Optional.of(field));
        }
    }

    /// Whether every block is recorded and none of their ids was used before for something else.
    boolean allRecorded() {
        return answers.stream().allMatch(answer -> answer.problem().isEmpty());
    }
}
