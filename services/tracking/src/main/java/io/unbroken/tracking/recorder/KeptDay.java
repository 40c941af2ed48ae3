package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Interval;
import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSegment;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.store.BucketDocument;
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
import org.jspecify.annotations.Nullable;

/// One day of one logger: what its blocks say, read when it is asked for, and its digest, where there is one that holds.
final class KeptDay {

    private final BucketDocument bucket;
    private final Authenticator authenticator;
    private final Optional<DayDigest> digest;
    private @Nullable List<SignedReadings> said;
    private @Nullable Readings readings;

    KeptDay(BucketDocument bucket, Authenticator authenticator, boolean digests) {
        this.bucket = bucket;
        this.authenticator = authenticator;
        this.digest =
                bucket.digest()
                        .filter(_ -> digests)
                        .filter(each -> each.changes() == authenticator.changes());
    }

    LocalDate day() {
        return bucket.id().day();
    }

    /// From midnight to midnight UTC.
    Interval interval() {
        return interval(day());
    }

    static Interval interval(LocalDate day) {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Interval(from, from.plus(Duration.ofDays(1)).minusNanos(1));
    }

    Optional<DayDigest> digest() {
        return digest;
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
            for (KeptBlock block : bucket.blocks()) {
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
