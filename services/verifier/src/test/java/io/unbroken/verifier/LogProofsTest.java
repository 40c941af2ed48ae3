package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.verifier.Result.Broken;
import io.unbroken.verifier.Result.Holds;
import io.unbroken.verifier.bundle.BundleLines;
import io.unbroken.verifier.bundle.Line;
import io.unbroken.verifier.maker.SealedLog;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import io.unbroken.verifier.testing.World.Keys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a reader who holds a checkpoint, or trusts others, is told; and what of the log a bundle may leave out: nothing.
final class LogProofsTest {

    private static final Keys OTHERS = new Keys(21, 22, 23, 30);

    private final World world = new World();
    private final Journey journey = new Journey(world, 1, 1);
    private SealedLog first = world.log().seal();
    private SealedLog last = first;

    @BeforeEach
    void tell() {
        journey.tell(3);
        first = world.log().seal();
        journey.tell(4);
        last = world.log().seal();
    }

    @Test
    void a_checkpoint_of_the_same_size_and_root_needs_no_proof() throws IOException {
        Result result = check(bundle(Optional.empty()), world.trust(), held(last));

        assertThat(((Holds) result).heldSize()).contains(held(last).orElseThrow().size());
    }

    @Test
    void a_reader_is_told_which_bundle_to_ask_for() throws IOException {
        long size = held(first).orElseThrow().size();
        assertThat(broken(check(bundle(Optional.empty()), world.trust(), held(first))))
                .contains(
                        "has no proof from size %d: ask for it with from=%d".formatted(size, size));

        new Journey(world, 2, 1).tell(1);
        SealedLog newer = world.log().seal();
        assertThat(broken(check(bundle(Optional.empty()), world.trust(), held(newer))))
                .contains("is newer than the bundle");
    }

    @Test
    void a_log_that_was_rewritten_or_is_another_is_told() throws IOException {
        Checkpoint own = held(first).orElseThrow();
        Checkpoint root = held(last).orElseThrow();
        byte[] bundle = bundle(Optional.of(own.size()));
        assertThat(
                        broken(
                                check(
                                        bundle,
                                        world.trust(),
                                        Optional.of(
                                                Checkpoint.of(
                                                        own.origin(), own.size(), root.root())))))
                .contains("does not extend the checkpoint that you hold: it was rewritten");
        assertThat(
                        broken(
                                check(
                                        bundle,
                                        world.trust(),
                                        Optional.of(
                                                Checkpoint.of(
                                                        "other.test/log",
                                                        own.size(),
                                                        own.root())))))
                .contains("one of another log");
        assertThat(
                        broken(
                                check(
                                        bundle(Optional.empty()),
                                        world.trust(),
                                        Optional.of(
                                                Checkpoint.of(
                                                        own.origin(), root.size(), own.root())))))
                .contains("has no proof");
    }

    @Test
    void a_bundle_of_a_log_or_root_that_nobody_trusts_does_not_hold() throws IOException {
        Trust own = world.trust();
        Trust others = new World(OTHERS).trust();
        byte[] bundle = bundle(Optional.empty());
        assertThat(
                        broken(
                                check(
                                        bundle,
                                        new Trust(own.root(), others.logs(), own.witnesses(), 1),
                                        Optional.empty())))
                .contains("no log that the trust file knows signed the checkpoint");
        assertThat(
                        check(
                                bundle,
                                new Trust(others.root(), own.logs(), own.witnesses(), 1),
                                Optional.empty()))
                .isInstanceOf(Broken.class);
    }

    @Test
    void as_many_witnesses_as_are_asked_for_must_have_cosigned() throws IOException {
        Trust own = world.trust();
        Trust others = new World(new Keys(1, 2, 23, 10)).trust();
        byte[] bundle = bundle(Optional.empty());
        var unknown = new Trust(own.root(), own.logs(), others.witnesses(), 1);
        var careless = new Trust(own.root(), own.logs(), others.witnesses(), 0);

        assertThat(broken(check(bundle, unknown, Optional.empty())))
                .contains("expected the cosignatures of 1 witnesses, found 0");
        assertThat(((Holds) check(bundle, careless, Optional.empty())).witnesses()).isZero();
        assertThat(((Holds) check(bundle, own, Optional.empty())).witnesses()).isEqualTo(1);
    }

    @Test
    void no_line_of_a_bundle_can_be_left_out_or_told_twice() throws IOException {
        List<Line> lines = BundleLines.read(bundle(Optional.of(held(first).orElseThrow().size())));
        for (int i = 0; i < lines.size(); i++) {
            int at = i;
            assertThat(check(changed(lines, all -> without(all, at))))
                    .as("without line %d", i + 1)
                    .isInstanceOf(Broken.class);
            assertThat(check(changed(lines, all -> twice(all, at))))
                    .as("line %d twice", i + 1)
                    .isInstanceOf(Broken.class);
        }
    }

    private Result check(byte[] bundle) throws IOException {
        return check(bundle, world.trust(), held(first));
    }

    private static byte[] changed(List<Line> lines, UnaryOperator<List<Line>> change) {
        return BundleLines.write(change.apply(new ArrayList<>(lines)));
    }

    private static List<Line> without(List<Line> lines, int index) {
        lines.remove(index);
        return lines;
    }

    private static List<Line> twice(List<Line> lines, int index) {
        lines.add(index, lines.get(index));
        return lines;
    }

    private byte[] bundle(Optional<Long> from) {
        return world.bundle(journey.coi(), journey.loggers(), last, from);
    }

    private static Optional<Checkpoint> held(SealedLog sealed) {
        return Optional.of(Checkpoint.parse(sealed.note().text()));
    }

    private static Result check(byte[] bundle, Trust trust, Optional<Checkpoint> held)
            throws IOException {
        return Verification.of(new ByteArrayInputStream(bundle), trust, held);
    }

    private static String broken(Result result) {
        assertThat(result).isInstanceOf(Broken.class);
        return result.line();
    }
}
