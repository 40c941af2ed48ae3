package io.unbroken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.unbroken.custody.coldchain.Celsius;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.loggerfile.DeviceResults;
import io.unbroken.custody.telemetry.BlockId;
import io.unbroken.custody.telemetry.DeviceReport;
import io.unbroken.custody.telemetry.FileHash;
import io.unbroken.custody.telemetry.TelemetryBlock;
import io.unbroken.verifier.Result.Holds;
import io.unbroken.verifier.testing.Journey;
import io.unbroken.verifier.testing.World;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which reports of devices, and which readings for their sake, belong to the evidence of a journey.
final class ReportsInEvidenceTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private final World world = new World();
    private final Journey journey = new Journey(world, 1, 1);

    @Test
    void a_report_that_touches_the_journey_brings_all_readings_of_its_run() throws IOException {
        // given
        journey.tell(20);
        Instant until = journey.lastMeasured();
        Instant from = until.minus(Duration.ofDays(9));
        long alone = telemetry();
        world.tell(report(1, from, until));
        world.tell(block(2, from));
        world.tell(block(3, from.minusMillis(1)));

        // then
        assertThat(telemetry()).isEqualTo(alone + 2);
    }

    @Test
    void a_report_of_another_year_is_no_evidence_nor_are_its_readings() throws IOException {
        // given
        journey.tell(20);
        Instant until = journey.lastMeasured().minus(YEAR);
        long alone = telemetry();
        world.tell(report(1, until.minus(Duration.ofDays(9)), until));
        world.tell(block(2, until));

        // then
        assertThat(telemetry()).isEqualTo(alone);
    }

    /// How many records of loggers stand in the evidence, which holds.
    private long telemetry() throws IOException {
        byte[] bundle =
                world.bundle(
                        journey.coi(), journey.loggers(), world.log().seal(), Optional.empty());
        Result result =
                Verification.of(new ByteArrayInputStream(bundle), world.trust(), Optional.empty());
        assertThat(result).as(result.line()).isInstanceOf(Holds.class);
        return ((Holds) result).counts().telemetry();
    }

    private DeviceReport report(int number, Instant from, Instant until) {
        return new DeviceReport(
                id(number),
                journey.logger(),
                new FileHash("a".repeat(64)),
                Optional.of(0),
                Optional.of(
                        new DeviceResults(
                                from,
                                Optional.of(until),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                List.of());
    }

    private TelemetryBlock block(int number, Instant time) {
        return new TelemetryBlock(
                id(number),
                journey.logger(),
                TelemetryBlock.Source.FILE,
                List.of(new Sample(time, Celsius.parse("5"))));
    }

    private static BlockId id(int number) {
        return new BlockId("00000000-0000-4000-b000-%012d".formatted(number));
    }
}
