package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.history.History;
import io.unbroken.custody.history.LoggerAssignment;
import io.unbroken.verifier.Result.OtherRules;
import io.unbroken.verifier.bundle.BundleLines;
import io.unbroken.verifier.bundle.Line;
import io.unbroken.verifier.bundle.Line.DerivedHistory;
import io.unbroken.verifier.bundle.Line.Header;
import io.unbroken.verifier.bundle.Line.StoredRecord;
import io.unbroken.verifier.maker.Bundle;
import io.unbroken.verifier.maker.BundleMaker;
import io.unbroken.verifier.maker.NotSealed;
import io.unbroken.verifier.maker.SealedLog;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a made bundle says of itself is what stands in it, and by which rules.
final class MadeBundleTest {

    private final World world = new World();
    private final Journey journey = new Journey(world, 1, 1);

    @Test
    void a_bundle_says_what_stands_in_it() throws NotSealed, Unproven {
        // given
        journey.tell(20);
        SealedLog sealed = world.log().seal();
        List<Line> lines =
                BundleLines.read(
                        world.bundle(journey.coi(), journey.loggers(), sealed, Optional.empty()));

        // when
        BundleMaker maker = world.maker(journey.coi(), journey.loggers(), sealed);
        Bundle bundle = maker.bundle();

        // then
        assertThat(maker.assignments())
                .extracting(LoggerAssignment::logger)
                .containsExactly(journey.logger());
        assertThat(maker.claimed()).isNotEmpty().hasOnlyElementsOfType(Alias.class);
        assertThat(maker.runs()).isEmpty();
        assertThat(bundle.note()).isEqualTo(sealed.note());
        assertThat(bundle.readings()).containsOnlyKeys(journey.logger());
        assertThat(bundle.records())
                .hasSameSizeAs(lines.stream().filter(StoredRecord.class::isInstance).toList());
        assertThat(lines)
                .filteredOn(DerivedHistory.class::isInstance)
                .extracting(line -> ((DerivedHistory) line).canonical())
                .containsExactly(bundle.history().canonical());
    }

    @Test
    void a_history_by_other_rules_is_not_compared_and_not_said_to_hold() throws IOException {
        // given
        journey.tell(5);
        List<Line> lines =
                BundleLines.read(
                        world.bundle(
                                journey.coi(),
                                journey.loggers(),
                                world.log().seal(),
                                Optional.empty()));
        var header = (Header) lines.getFirst();
        lines.set(
                0,
                new Header(
                        header.coi(),
                        header.format(),
                        header.origin(),
                        header.records(),
                        History.RULES + 1,
                        header.size()));

        // when
        Result result =
                Verification.of(
                        new ByteArrayInputStream(BundleLines.write(lines)),
                        world.trust(),
                        Optional.empty());

        // then
        assertThat(result)
                .isEqualTo(new OtherRules(journey.coi(), History.RULES + 1, History.RULES));
        assertThat(result.line()).startsWith("NOT DECIDED: ");
    }
}
