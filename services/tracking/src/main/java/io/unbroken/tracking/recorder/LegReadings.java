package io.unbroken.tracking.recorder;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.coldchain.Sample;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.tracking.recorder.Authenticator.Authentic;
import io.unbroken.tracking.recorder.Model.Leg;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.KeptBlock;
import io.unbroken.tracking.store.LoggerDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The readings for which a journey's loggers speak, from the buckets that hold them.
public final class LegReadings {

    private LegReadings() {}

    /// The buckets that exist and may hold readings of these legs.
    public static Set<BucketId> buckets(
            Collection<Leg> legs, Map<LoggerId, LoggerDocument> loggers) {
        var ids = new HashSet<BucketId>();
        for (Leg leg : legs) {
            LocalDate first = day(leg.from());
            LocalDate last = leg.until().map(LegReadings::day).orElse(LocalDate.MAX);
            loggers.getOrDefault(leg.logger(), LoggerDocument.unknown(leg.logger())).days().stream()
                    .filter(day -> !day.isBefore(first) && !day.isAfter(last))
                    .forEach(day -> ids.add(new BucketId(leg.logger(), day)));
        }
        return ids;
    }

    /// What these buckets hold, by logger. Blocks that are authentic no longer (their key was revoked since) give nothing.
    public static Map<LoggerId, Readings> of(
            Set<BucketId> ids, Map<BucketId, BucketDocument> buckets, Authenticator authenticator) {
        var samples = new HashMap<LoggerId, List<Sample>>();
        for (BucketId id : ids) {
            BucketDocument bucket = buckets.get(id);
            if (bucket == null) {
                continue;
            }
            List<Sample> all = samples.computeIfAbsent(id.logger(), _ -> new ArrayList<>());
            for (KeptBlock block : bucket.blocks()) {
                if (authenticator.readings(block.record()) instanceof Authentic(var said)) {
                    all.addAll(said.samples());
                }
            }
        }
        var readings = new HashMap<LoggerId, Readings>();
        samples.forEach((logger, all) -> readings.put(logger, Readings.of(all)));
        return readings;
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
