package io.unbroken.tracking.recorder;

import io.unbroken.custody.event.SignedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// The toy language and model of [ToyWorld], said by parties at two topics: a few journeys with a few events each, two loggers.
final class ToyParties implements World {

    private static final int MOST_JOURNEYS = 3;
    private static final int MOST_EVENTS = 4;
    private static final int MOST_BLOCKS = 10;
    private static final int LONG = 12;

    private final ToyWorld toy = new ToyWorld();

    @Override
    public List<Line> lines(RandomGenerator random) {
        var lines = new ArrayList<Line>();
        int journeys = 1 + random.nextInt(MOST_JOURNEYS);
        int events = 1 + random.nextInt(MOST_EVENTS);
        int blocks = 1 + random.nextInt(MOST_BLOCKS);
        switch (random.nextInt(5)) {
            case 0 -> {
                // In a tiny world, what goes wrong is not mended by what comes next.
                journeys = 1;
                events = 1;
                blocks = 1 + random.nextInt(2);
            }
            case 1 -> {
                // In a long one, the safe point leaves behind what waits for a key.
                journeys = 1;
                events = LONG;
                blocks = 1;
            }
            default -> {}
        }
        for (int journey = 1; journey <= journeys; journey++) {
            for (int event = 0; event < events; event++) {
                lines.add(event(random, journey, event));
            }
        }
        for (int block = 0; block < blocks; block++) {
            lines.add(
                    new Line(
                            TELEMETRY,
                            block % 2,
                            "L%d-x %d %d %d"
                                    .formatted(
                                            block % 2,
                                            random.nextInt(300),
                                            random.nextInt(800),
                                            random.nextInt(800))));
        }
        if (lines.size() % 3 == 0) {
            lines.addAll(conditions(new Random(lines.hashCode())));
        }
        return lines;
    }

    /// Shippers that lean now and then; made up apart, so that the rest stays as it is.
    private static List<Line> conditions(Random random) {
        var lines = new ArrayList<Line>();
        int blocks = 1 + random.nextInt(MOST_BLOCKS / 2);
        for (int block = 0; block < blocks; block++) {
            lines.add(
                    new Line(
                            TELEMETRY,
                            block % 2,
                            "L%d-x %d %s %d %d"
                                    .formatted(
                                            block % 2,
                                            random.nextInt(300),
                                            ToyWorld.TILT,
                                            random.nextInt(600),
                                            random.nextInt(600))));
        }
        return lines;
    }

    private static Line event(RandomGenerator random, int journey, int event) {
        // Two contents for one id now and then, and two events in one place of a sequence.
        int id = journey * 100 + event - (event > 0 && random.nextInt(8) == 0 ? 1 : 0);
        int sequence = event - (event > 0 && random.nextInt(8) == 0 ? 1 : 0);
        String line = journey + " " + id + " " + event + " " + sequence;
        if (event % 2 == 0) {
            int from = random.nextInt(200);
            line +=
                    " L"
                            + random.nextInt(2)
                            + "-x"
                            + " "
                            + from
                            + " "
                            + (random.nextBoolean() ? "open" : String.valueOf(from + 120));
        }
        if (random.nextInt(6) == 0) {
            line += " #" + random.nextInt(2);
        }
        return new Line("events-" + event % 2, journey % 2, line);
    }

    @Override
    public SignedEvent event(String text) {
        return ToyWorld.statement(text);
    }

    @Override
    public SignedReadings readings(String text) {
        return ToyWorld.block(text);
    }

    @Override
    public Model model() {
        return toy;
    }
}
