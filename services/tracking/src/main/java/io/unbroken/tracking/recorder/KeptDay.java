package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSegment;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketHead;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.DayDigest;
import io.unbroken.tracking.store.KeptBlock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One day of one logger: what its blocks say, read when it is asked for, and its digest, where there is one that holds.
final class KeptDay {

    private final BucketId id;
    private final Supplier<List<KeptBlock>> blocks;
    private final Authenticator authenticator;
    private final Interval interval;
    private final Optional<DayDigest> digest;
    private @Nullable List<SignedReadings> said;
    private @Nullable Readings readings;

    KeptDay(BucketDocument bucket, Authenticator authenticator, boolean digests) {
        this(bucket.head(), bucket::blocks, authenticator, digests);
    }

    /// @param blocks those of the day, asked for when its digest will not do
    KeptDay(
            BucketHead head,
            Supplier<List<KeptBlock>> blocks,
            Authenticator authenticator,
            boolean digests) {
        this.id = head.id();
        this.interval = interval(head.id().day());
        this.blocks = blocks;
        this.authenticator = authenticator;
        this.digest =
                head.digest()
                        .filter(_ -> digests)
                        .filter(each -> each.changes() == authenticator.changes());
    }

    BucketId id() {
        return id;
    }

    LocalDate day() {
        return id.day();
    }

    /// From midnight to midnight UTC.
    Interval interval() {
        return interval;
    }

    static Interval interval(LocalDate day) {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Interval(from, from.plus(Duration.ofDays(1)).minusNanos(1));
    }

    Optional<DayDigest> digest() {
        return digest;
    }

    /// Whether none of its readings is before that time, as far as can be told without them.
    boolean beginsAt(Instant from) {
        Instant midnight = interval().from();
        return !from.isAfter(digest.map(each -> each.first(midnight)).orElse(midnight));
    }

    /// Whether none of its readings is after that time, as far as can be told without them.
    boolean endsBy(Instant until) {
        return !until.isBefore(digest.map(DayDigest::last).orElse(interval().until()));
    }

    /// The time of its last reading, if its digest says so.
    Optional<Instant> end() {
        return digest.map(DayDigest::last);
    }

    /// What those blocks say that are authentic now.
    List<SignedReadings> said() {
        List<SignedReadings> known = said;
        if (known == null) {
            known = new ArrayList<>();
            for (KeptBlock block : blocks.get()) {
                if (authenticator.readings(block.record()) instanceof Authentic(var readings)) {
                    known.add(readings);
                }
            }
            said = known;
        }
        return known;
    }

    /// The readings of this day alone.
    Readings readings() {
        Readings known = readings;
        if (known == null) {
            var samples = new ArrayList<Sample>();
            said().forEach(each -> samples.addAll(each.samples()));
            known = Readings.of(samples).within(interval());
            readings = known;
        }
        return known;
    }

    /// Whether [#segment] need not read its blocks.
    boolean knows(ThermalRule rule) {
        return digest.filter(each -> each.segments().containsKey(rule)).isPresent();
    }

    /// That of the whole day.
    Optional<ThermalSegment> segment(ThermalRule rule) {
        Optional<ThermalSegment> kept =
                digest.flatMap(each -> Optional.ofNullable(each.segments().get(rule)));
        return kept.isPresent() ? kept : readings().segment(interval(), rule);
    }

    /// The readings of these blocks on the day of the bucket; empty if one is not authentic and sound.
    static Optional<Readings> readings(
            BucketId id, List<KeptBlock> blocks, Authenticator authenticator) {
        var samples = new ArrayList<Sample>();
        for (KeptBlock block : blocks) {
            if (!(authenticator.readings(block.record()) instanceof Authentic(var said))
                    || !said.standing().isSound()) {
                return Optional.empty();
            }
            samples.addAll(said.samples());
        }
        return Optional.of(Readings.of(samples).within(interval(id.day())));
    }

    /// What a digest of this day has to say; empty if a block is not authentic and sound, or there are no readings.
    static Optional<DayDigest> digest(
            BucketDocument bucket, Iterable<ThermalRule> rules, Authenticator authenticator) {
        return readings(bucket.id(), bucket.blocks(), authenticator)
                .filter(readings -> !readings.isEmpty())
                .map(readings -> DayDigest.of(readings, rules, authenticator.changes()));
    }
}
