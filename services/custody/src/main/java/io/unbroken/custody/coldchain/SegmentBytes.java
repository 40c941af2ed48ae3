package io.unbroken.custody.coldchain;

import io.unbroken.custody.coldchain.Excursion.Direction;
import io.unbroken.custody.coldchain.ThermalSegment.Edge;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A [ThermalSegment] as bytes, to be kept beside the readings that it sums up. Numbers are variable-length (seven bits a byte, the
/// lowest first, signs folded in), times are seconds and nanoseconds. The rule is not in it.
final class SegmentBytes {

    private static final int FORM = 2;

    private SegmentBytes() {}

    static byte[] write(ThermalSegment segment) {
        var out = new Writer();
        out.number(FORM);
        out.edge(segment.first());
        out.edge(segment.last());
        ReadingCounts counts = segment.counts();
        out.number(counts.samples());
        out.number(counts.conflicts());
        out.number(counts.inRange());
        out.number(counts.outOfRange());
        out.number(counts.doubtful());
        out.number(segment.sum());
        out.number(segment.min().hundredths());
        out.number(segment.max().hundredths());
        out.number(segment.episodes().size());
        segment.episodes().forEach(out::episode);
        out.number(segment.gaps().size());
        for (TelemetryGap gap : segment.gaps()) {
            out.time(gap.from());
            out.time(gap.until());
        }
        out.length(segment.possiblyOut());
        out.number(segment.kinetic().isPresent() ? 1 : 0);
        segment.kinetic().ifPresent(out::kinetic);
        return out.bytes.toByteArray();
    }

    /// @throws IllegalArgumentException if the bytes are no segment
    static ThermalSegment read(byte[] bytes, ThermalRule rule) {
        try {
            var in = new Reader(ByteBuffer.wrap(bytes));
            ThermalSegment segment = in.segment(rule);
            if (in.bytes.hasRemaining()) {
                throw new IllegalArgumentException(
                        "expected a segment, found %d more bytes".formatted(in.bytes.remaining()));
            }
            return segment;
        } catch (BufferUnderflowException | ArithmeticException | DateTimeException malformed) {
            throw new IllegalArgumentException("expected a segment, found other bytes", malformed);
        }
    }

    private static final class Writer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

        void number(long value) {
            long left = (value << 1) ^ (value >> 63);
            while ((left & ~0x7fL) != 0) {
                bytes.write((int) ((left & 0x7f) | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }

        void time(Instant time) {
            number(time.getEpochSecond());
            number(time.getNano());
        }

        void length(Duration length) {
            number(length.getSeconds());
            number(length.getNano());
        }

        void edge(Edge edge) {
            time(edge.time());
            number(edge.in() ? 1 : 0);
        }

        void episode(Episode episode) {
            number(episode.direction() == Direction.ABOVE ? 1 : 0);
            time(episode.before());
            time(episode.first());
            time(episode.last());
            time(episode.after());
            time(episode.from());
            number(episode.extreme().hundredths());
            number(episode.provenExtreme().isPresent() ? 1 : 0);
            episode.provenExtreme().ifPresent(extreme -> number(extreme.hundredths()));
            number(episode.readingsOut());
            length(episode.untilProof());
            length(episode.proven());
            length(episode.sinceProof());
        }

        void time(Optional<Instant> time) {
            number(time.isPresent() ? 1 : 0);
            time.ifPresent(this::time);
        }

        void kinetic(KineticSum sum) {
            integer(sum.weighted());
            number(sum.millis());
            integer(sum.plain());
            number(sum.samples());
            integer(sum.last());
        }

        void integer(BigInteger integer) {
            byte[] digits = integer.toByteArray();
            number(digits.length);
            bytes.writeBytes(digits);
        }
    }

    private record Reader(ByteBuffer bytes) {

        private static final int LONGEST_NUMBER = 10;

        ThermalSegment segment(ThermalRule rule) {
            if (count() != FORM) {
                throw new IllegalArgumentException("expected a segment of form " + FORM);
            }
            Edge first = edge();
            Edge last = edge();
            var counts = new ReadingCounts(count(), count(), count(), count(), count());
            long sum = number();
            Celsius min = celsius();
            Celsius max = celsius();
            List<Episode> episodes = list(this::episode);
            List<TelemetryGap> gaps = list(() -> new TelemetryGap(time(), time()));
            Duration possiblyOut = length();
            Optional<KineticSum> kinetic = flag() ? Optional.of(kinetic()) : Optional.empty();
            return new ThermalSegment(
                    rule, first, last, counts, sum, min, max, episodes, gaps, possiblyOut, kinetic);
        }

        private long number() {
            long folded = 0;
            for (int i = 0; i < LONGEST_NUMBER; i++) {
                byte next = bytes.get();
                folded |= (next & 0x7fL) << (7 * i);
                if (next >= 0) {
                    return (folded >>> 1) ^ -(folded & 1);
                }
            }
            throw new IllegalArgumentException("expected a number of at most ten bytes");
        }

        private int count() {
            return Math.toIntExact(number());
        }

        private boolean flag() {
            return number() == 1;
        }

        private Celsius celsius() {
            return new Celsius(count());
        }

        private Instant time() {
            return Instant.ofEpochSecond(number(), number());
        }

        private Optional<Instant> someTime() {
            return flag() ? Optional.of(time()) : Optional.empty();
        }

        private Duration length() {
            return Duration.ofSeconds(number(), number());
        }

        private Edge edge() {
            return new Edge(time(), flag());
        }

        private <T> List<T> list(Supplier<T> each) {
            int size = count();
            if (size < 0 || size > bytes.remaining()) {
                throw new IllegalArgumentException("expected a list, found one of " + size);
            }
            var list = new ArrayList<T>(size);
            for (int i = 0; i < size; i++) {
                list.add(each.get());
            }
            return list;
        }

        private Episode episode() {
            return new Episode(
                    flag() ? Direction.ABOVE : Direction.BELOW,
                    someTime(),
                    time(),
                    time(),
                    someTime(),
                    time(),
                    celsius(),
                    flag() ? Optional.of(celsius()) : Optional.empty(),
                    count(),
                    length(),
                    length(),
                    length());
        }

        private KineticSum kinetic() {
            return new KineticSum(integer(), number(), integer(), count(), integer());
        }

        private BigInteger integer() {
            int size = count();
            if (size < 1 || size > bytes.remaining()) {
                throw new IllegalArgumentException("expected a number, found one of " + size);
            }
            var digits = new byte[size];
            bytes.get(digits);
            return new BigInteger(digits);
        }
    }
}
