package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.profile.ProductProfile;
import io.unbroken.custody.profile.SyntheticProfiles;
import io.unbroken.custody.sensing.Condition;
import io.unbroken.custody.sensing.Condition.LidState;
import io.unbroken.custody.sensing.Mark;
import io.unbroken.custody.sensing.MarkedSample;
import io.unbroken.custody.sensing.Reading;
import io.unbroken.custody.sensing.TemperatureUnit;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.ConditionBlock;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.ledger.checkpoint.Checkpoint;
import io.unbroken.schemas.catalogue.TopicCatalogue;
import io.unbroken.verifier.Result.Holds;
import io.unbroken.verifier.bundle.BundleLines;
import io.unbroken.verifier.bundle.Line;
import io.unbroken.verifier.maker.SealedLog;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerificationTest {

    private final World world = new World();
    private final Journey journey = new Journey(world, 1, 1);

    @Test
    void a_clean_bundle_holds() throws IOException {
        // given
        journey.tell(20);
        byte[] bundle = bundle(world.log().seal(), Optional.empty());

        // when
        Result result =
                Verification.of(new ByteArrayInputStream(bundle), world.trust(), Optional.empty());

        // then
        assertThat(result.line()).startsWith("HOLDS: the history of CHA999926000001 follows from");
        var holds = (Holds) result;
        assertThat(holds.counts().events()).isEqualTo(14);
        assertThat(holds.counts().telemetry()).isEqualTo(5);
        assertThat(holds.counts().keys()).isEqualTo(4);
        assertThat(holds.witnesses()).isEqualTo(1);
        assertThat(new String(bundle, StandardCharsets.UTF_8)).contains("\"thermal\":[{");
    }

    @Test
    void conditions_and_marked_readings_are_part_of_the_evidence_if_it_is_known_when_they_were()
            throws IOException {
        // given
        journey.tell(20);
        Instant riding = journey.lastMeasured();
        world.tell(
                new ConditionBlock(
                        id(1),
                        journey.logger(),
                        TelemetryBlock.Source.LIVE,
                        List.of(
                                new Condition.Tilt(riding, 400),
                                new Condition.Lid(riding, LidState.OPEN)),
                        Optional.empty()));
        world.tell(marked(2, riding, Mark.SENSOR_FAULT));
        world.tell(marked(3, Instant.EPOCH, Mark.CLOCK_RESET));
        byte[] bundle = bundle(world.log().seal(), Optional.empty());

        // when
        Result result =
                Verification.of(new ByteArrayInputStream(bundle), world.trust(), Optional.empty());

        // then
        assertThat(result).as(result.line()).isInstanceOf(Holds.class);
        assertThat(((Holds) result).counts().telemetry()).isEqualTo(5 + 2);
    }

    private TelemetryBlock marked(int number, Instant time, Mark mark) {
        return new TelemetryBlock(
                id(number),
                journey.logger(),
                TelemetryBlock.Source.LIVE,
                List.of(),
                List.of(new MarkedSample(time, new Reading("E02"), mark)),
                Optional.empty(),
                TemperatureUnit.CELSIUS);
    }

    private static BlockId id(int number) {
        return new BlockId("00000000-0000-4000-b000-%012d".formatted(number));
    }

    @Test
    void a_log_that_grew_extends_the_checkpoint_that_is_held() throws IOException {
        // given
        journey.tell(3);
        SealedLog earlier = world.log().seal();
        journey.tell(5);
        byte[] bundle = bundle(world.log().seal(), Optional.of(1L));

        // when
        Result result =
                Verification.of(
                        new ByteArrayInputStream(bundle),
                        world.trust(),
                        Optional.of(Checkpoint.parse(earlier.note().text())));

        // then
        assertThat(result).isInstanceOf(Holds.class);
        assertThat(((Holds) result).heldSize()).contains(1L);
    }

    @Test
    void a_journey_whose_identifiers_another_one_claims_holds_with_that_ones_claims()
            throws IOException {
        // given
        journey.tell(5);
        Journey rival = new Journey(world, 2, 1);
        rival.tell(5);
        rival.claimAgain(journey);
        rival.claimAgain(journey);
        SealedLog sealed = world.log().seal();

        for (Journey each : List.of(journey, rival)) {
            // when
            byte[] bundle = world.bundle(each.coi(), each.loggers(), sealed, Optional.empty());
            Result result =
                    Verification.of(
                            new ByteArrayInputStream(bundle), world.trust(), Optional.empty());

            // then
            assertThat(result.line()).startsWith("HOLDS");
            assertThat(new String(bundle, StandardCharsets.UTF_8)).contains("ALIAS_CONFLICT");
        }
    }

    @Test
    void neither_one_claim_less_nor_one_record_more_of_another_journey_is_taken()
            throws IOException {
        // given
        journey.tell(5);
        Journey rival = new Journey(world, 2, 1);
        rival.tell(5);
        rival.claimAgain(journey);
        SealedLog sealed = world.log().seal();
        List<Line> lines = BundleLines.read(bundle(sealed, Optional.empty()));
        List<Line> foreign = lines.stream().filter(line -> isOf(line, rival)).toList();
        assertThat(foreign).hasSize(1);
        Line enrolment =
                BundleLines.read(
                                world.bundle(
                                        rival.coi(), rival.loggers(), sealed, Optional.empty()))
                        .stream()
                        .filter(line -> isOf(line, rival) && !foreign.contains(line))
                        .findFirst()
                        .orElseThrow();

        // when
        List<Line> less = lines.stream().filter(line -> !foreign.contains(line)).toList();
        List<Line> more = new ArrayList<>(lines);
        more.add(lines.indexOf(place(lines, (Line.StoredRecord) enrolment)), enrolment);

        // then
        assertThat(broken(less).fault()).isEqualTo(Fault.HISTORY);
        assertThat(broken(more).fault()).isEqualTo(Fault.FOREIGN);
    }

    @Test
    void no_edition_of_a_products_rules_can_be_left_out_or_be_put_elsewhere() throws IOException {
        // given
        journey.tell(8);
        world.publish(SyntheticProfiles.all().editions().getFirst());
        List<Line> lines = BundleLines.read(bundle(world.log().seal(), Optional.empty()));
        List<Line> editions =
                lines.stream()
                        .filter(line ->
                                line instanceof Line.StoredRecord record
                                        && record.topic().equals(TopicCatalogue.PROFILES.name()))
                        .toList();

        // when
        List<Line> none = lines.stream().filter(line -> !editions.contains(line)).toList();
        List<Line> fewer = lines.stream().filter(line -> !line.equals(editions.getLast())).toList();
        List<Line> holed =
                lines.stream().filter(line -> !line.equals(editions.getFirst())).toList();

        // then
        assertThat(editions).hasSizeGreaterThan(1);
        assertThat(broken(none).fault()).isEqualTo(Fault.PROFILES);
        assertThat(broken(fewer).fault()).isEqualTo(Fault.PROFILES);
        assertThat(broken(holed).fault()).isEqualTo(Fault.PROFILES);
    }

    @Test
    void a_history_is_judged_by_the_rules_on_the_log() throws IOException {
        // given
        journey.tell(8);
        List<Line> before = BundleLines.read(bundle(world.log().seal(), Optional.empty()));

        // when
        SyntheticProfiles.all().editions().stream()
                .map(VerificationTest::contradicted)
                .forEach(world::publish);
        byte[] bundle = bundle(world.log().seal(), Optional.empty());
        Result result =
                Verification.of(new ByteArrayInputStream(bundle), world.trust(), Optional.empty());

        // then
        assertThat(result.line()).startsWith("HOLDS");
        assertThat(history(BundleLines.read(bundle))).contains("PRODUCT_UNKNOWN");
        assertThat(history(before)).doesNotContain("PRODUCT_UNKNOWN");
    }

    private static ProductProfile contradicted(ProductProfile profile) {
        return new ProductProfile(
                profile.id(),
                profile.version(),
                profile.effectiveFrom(),
                profile.name(),
                profile.modality(),
                profile.startingMaterials(),
                profile.collected(),
                profile.product(),
                profile.longestToManufacture(),
                profile.requiredTests(),
                profile.shelfLife(),
                profile.use(),
                profile.confirmationWindow().plusMinutes(1));
    }

    private static String history(List<Line> lines) {
        return lines.stream()
                .filter(Line.DerivedHistory.class::isInstance)
                .map(line ->
                        new String(
                                ((Line.DerivedHistory) line).canonical(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private Result.Broken broken(List<Line> lines) throws IOException {
        return (Result.Broken)
                Verification.of(
                        new ByteArrayInputStream(BundleLines.write(BundleLines.counted(lines))),
                        world.trust(),
                        Optional.empty());
    }

    /// The first record that comes after this one in the order of bundles.
    private static Line place(List<Line> lines, Line.StoredRecord record) {
        return lines.stream()
                .filter(line ->
                        line instanceof Line.StoredRecord other
                                && TopicCatalogue.statements().stream()
                                        .noneMatch(topic -> topic.name().equals(other.topic()))
                                && (other.topic().equals(TopicCatalogue.TELEMETRY.name())
                                        || other.topic().compareTo(record.topic()) > 0
                                        || (other.topic().equals(record.topic())
                                                && (other.partition() > record.partition()
                                                        || (other.partition() == record.partition()
                                                                && other.offset()
                                                                        > record.offset())))))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOf(Line line, Journey journey) {
        return line instanceof Line.StoredRecord record
                && record.topic().endsWith(".events.v1")
                && new String(
                                Base64.getDecoder().decode(record.key().orElseThrow()),
                                StandardCharsets.UTF_8)
                        .equals(journey.coi().value());
    }

    private byte[] bundle(SealedLog sealed, Optional<Long> from) {
        return world.bundle(journey.coi(), journey.loggers(), sealed, from);
    }
}
