package io.unbroken.tracking.authentication;

import io.unbroken.custody.profile.Editions;
import io.unbroken.custody.profile.SignedEdition;
import io.unbroken.schemas.wire.LogRecord;
import io.unbroken.schemas.wire.ProfileReader;
import io.unbroken.schemas.wire.ProfileResult;
import io.unbroken.schemas.wire.Unreadable;
import io.unbroken.tracking.recorder.KnownProfiles;
import io.unbroken.tracking.store.Knowledge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that manufacturing parties have said of their products' rules, judged by the keys of the moment. Written by the one thread
/// that follows the topic of profiles, read by all.
///
/// The records are kept and judged again whenever a key's statement comes: a key that is registered after its edition lets it
/// count, and one that is revoked takes it away. There are few, and both are rare.
public final class PublishedProfiles implements Statements {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedProfiles.class);

    private final RegisteredKeys keys;
    private final ProfileReader reader;
    private volatile List<LogRecord> records = List.of();
    private volatile boolean complete;
    private volatile @Nullable Reading newest;

    public PublishedProfiles(RegisteredKeys keys, ProfileReader reader) {
        this.keys = keys;
        this.reader = reader;
    }

    /// The editions on the log.
    ///
    /// @param editions those of which it is known who published them
    /// @param unreadable all others
    public record Published(Editions editions, List<Refused> unreadable) {}

    /// A record that says nothing of any product.
    ///
    /// @param reason a stable name
    /// @param detail one sentence that never repeats the record's content
    public record Refused(long offset, Instant recordTime, String reason, String detail) {}

    /// Whether the topic was read to its end, so that a product without rules is one that nobody published yet.
    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public void readToItsEnd() {
        complete = true;
    }

    @Override
    public void take(LogRecord record, long offset) {
        List<LogRecord> before = records;
        if (offset > before.size()) {
            throw new IllegalStateException(
                    "expected the record at offset %d of the topic of profiles, found the one at %d"
                            .formatted(before.size(), offset));
        }
        if (offset == before.size()) {
            var more = new ArrayList<>(before);
            more.add(record);
            records = List.copyOf(more);
        }
    }

    /// What counts and what does not, now.
    ///
    /// @throws io.unbroken.schemas.wire.RegistryUnavailable if a schema cannot be had now; try again
    public Published published() {
        return reading().published();
    }

    /// The rules by which is judged now.
    ///
    /// @throws IllegalStateException if keys and profiles are not all read yet, for then a product without rules says nothing
    /// @throws io.unbroken.schemas.wire.RegistryUnavailable if a schema cannot be had now; try again
    KnownProfiles known() {
        if (!complete || !keys.complete()) {
            throw new IllegalStateException(
                    "expected all product profiles, found that the topics of keys and profiles are not read to their ends yet");
        }
        return reading().known();
    }

    private Reading reading() {
        Reading last = newest;
        return last != null && last.isOf(keys.state(), records) ? last : read();
    }

    private synchronized Reading read() {
        RegisteredKeys.State state = keys.state();
        List<LogRecord> said = records;
        Reading last = newest;
        if (last == null || !last.isOf(state, said)) {
            last = read(state, said);
            newest = last;
        }
        return last;
    }

    private Reading read(RegisteredKeys.State state, List<LogRecord> said) {
        var editions = new ArrayList<SignedEdition>();
        var refused = new ArrayList<Refused>();
        Knowledge needed = new Knowledge(state.changes(), 0);
        for (int offset = 0; offset < said.size(); offset++) {
            LogRecord record = said.get(offset);
            switch (reader.read(record, state.ring())) {
                case ProfileResult.Authentic authentic -> {
                    editions.add(authentic.at(offset));
                    needed = needed.union(new Knowledge(state.since(authentic.key()), offset + 1L));
                }
                case Unreadable(var reason, var detail) ->
                        refused.add(
                                new Refused(offset, record.recordTime(), reason.name(), detail));
            }
        }
        var published = new Published(Editions.of(editions), List.copyOf(refused));
        warn(published);
        return new Reading(
                state,
                said,
                published,
                new KnownProfiles(
                        published.editions().profiles(),
                        new Knowledge(state.revision(), said.size()),
                        needed));
    }

    private void warn(Published now) {
        Reading last = newest;
        if (!now.unreadable().isEmpty()
                && (last == null || !last.published().unreadable().equals(now.unreadable()))) {
            LOG.warn(
                    "{} records of product profiles do not count; GET /api/profiles says why.",
                    now.unreadable().size());
        }
    }

    private record Reading(
            RegisteredKeys.State keys,
            List<LogRecord> records,
            Published published,
            KnownProfiles known) {

        @SuppressWarnings("ReferenceEquality") // Both are replaced as a whole with each change.
        boolean isOf(RegisteredKeys.State keys, List<LogRecord> records) {
            return this.keys == keys && this.records == records;
        }
    }
}
