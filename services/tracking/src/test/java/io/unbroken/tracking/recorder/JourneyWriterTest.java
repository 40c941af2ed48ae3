package io.unbroken.tracking.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.unbroken.custody.history.Alias;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.status.JourneyState;
import io.unbroken.custody.status.JourneyStatus;
import io.unbroken.custody.status.Verdict;
import io.unbroken.tracking.log.LogRecord;
import io.unbroken.tracking.recorder.JourneyWriter.Reason;
import io.unbroken.tracking.recorder.JourneyWriter.Written;
import io.unbroken.tracking.store.BucketDocument;
import io.unbroken.tracking.store.BucketId;
import io.unbroken.tracking.store.JourneyDocument;
import io.unbroken.tracking.store.Knowledge;
import io.unbroken.tracking.store.ListedJourney;
import io.unbroken.tracking.store.LoggerDocument;
import io.unbroken.tracking.store.QuarantinedRecord;
import io.unbroken.tracking.store.Replacement;
import io.unbroken.tracking.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which journeys are written, which only looked at, and what comes of other writers that go between.
final class JourneyWriterTest {

    private static final CoiId FIRST = ToyWorld.coi(1);
    private static final CoiId SECOND = ToyWorld.coi(2);
    private static final String RUN = "run-1";

    private final ToyLog log = new ToyLog();
    private final SimulatedLog.Eyes eyes = log.eyes();
    private Instant now = ToyWorld.START;
    private final InstantSource clock = () -> now;
    private final MemoryStore store = new MemoryStore(clock);
    private final JourneyWriter writer = writer(store);

    @Test
    void a_journey_that_hears_nothing_new_is_not_written_again() {
        write(writer, "1 101 7 1");
        JourneyDocument before = journey(FIRST);
        now = now.plusSeconds(1);

        Written written = write(writer, "1 101 7 1");

        assertThat(journey(FIRST)).isSameAs(before);
        assertThat(written.changed()).isEmpty();
        assertThat(written.statuses().get(FIRST))
                .isEqualTo(statusOf(before))
                .extracting(JourneyStatus::version)
                .isEqualTo(before.version());
    }

    @Test
    void one_that_hears_of_another_event_is_written_in_a_newer_version() {
        write(writer, "1 101 7 1");
        JourneyDocument before = journey(FIRST);

        Written written = write(writer, "1 102 8 2");

        assertThat(journey(FIRST).version()).isGreaterThan(before.version());
        assertThat(journey(FIRST).inbox()).hasSize(2);
        assertThat(written.changed()).containsExactly(ListedJourney.of(journey(FIRST)));
        assertThat(written.undone()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EVENTS")
    void for_any_other_reason_it_is_written_again_as_it_is(Reason reason) {
        write(writer, "1 101 7 1");
        JourneyDocument before = journey(FIRST);

        Written written = again(writer, reason, FIRST);

        assertThat(journey(FIRST).version()).isGreaterThan(before.version());
        assertThat(journey(FIRST).history()).isEqualTo(before.history());
        assertThat(written.changed()).containsExactly(ListedJourney.of(journey(FIRST)));
        assertThat(written.statuses().get(FIRST)).isEqualTo(statusOf(journey(FIRST)));
    }

    @Test
    void one_that_another_run_of_the_store_wrote_is_written_again() {
        write(writer, "1 101 7 1");
        JourneyDocument before = journey(FIRST);

        writer.write(Map.of(), Map.of(FIRST, Reason.EVENTS), "run-2");

        assertThat(journey(FIRST).boot()).isEqualTo("run-2");
        assertThat(journey(FIRST).version()).isGreaterThan(before.version());
    }

    @Test
    void what_the_root_said_is_done_only_when_its_writer_says_so() {
        write(writer, "1 101 7 1");
        eyes.keys = SimulatedLog.KEY;

        Written written = again(writer, Reason.STATEMENTS, FIRST);

        assertThat(journey(FIRST).known()).isEqualTo(Knowledge.NONE);
        JourneyDocument unfinished = journey(FIRST);
        assertThat(written.undone()).containsOnlyKeys(FIRST);

        writer.done(written);

        assertThat(journey(FIRST).known()).isEqualTo(new Knowledge(SimulatedLog.KEY, 0));
        assertThat(journey(FIRST).version()).isGreaterThan(unfinished.version());
    }

    @Test
    void one_that_was_replaced_meanwhile_is_not_said_to_be_done() {
        write(writer, "1 101 7 1");
        eyes.keys = SimulatedLog.KEY;
        Written written = again(writer, Reason.STATEMENTS, FIRST);
        store.journeys.write(now, FIRST, journey(FIRST).numbered(journey(FIRST).version() + 1));
        JourneyDocument meanwhile = journey(FIRST);

        writer.done(written);

        assertThat(journey(FIRST)).isSameAs(meanwhile);
    }

    @Test
    void a_journey_that_is_new_has_no_statement_left_to_be_done() {
        eyes.keys = SimulatedLog.KEY;

        Written written = again(writer, Reason.STATEMENTS, FIRST);

        assertThat(journey(FIRST).known()).isEqualTo(new Knowledge(SimulatedLog.KEY, 0));
        assertThat(written.undone()).isEmpty();
    }

    @Test
    void a_journey_hears_of_another_one_that_claims_its_identifier() {
        write(writer, "1 101 7 1 #1");
        eyes.keys = SimulatedLog.KEY;

        Written written = write(writer, "2 201 7 1 #1");

        assertThat(history(FIRST)).contains("ALIAS-1 " + SECOND);
        assertThat(history(SECOND)).contains("ALIAS-1 " + FIRST);
        assertThat(journey(FIRST).known()).isEqualTo(new Knowledge(SimulatedLog.KEY, 0));
        assertThat(written.rivals()).containsExactly(FIRST);
        assertThat(written.undone()).isEmpty();
    }

    @Test
    void rivals_of_one_that_a_statement_concerns_are_left_to_be_done_with_it() {
        write(writer, "1 101 7 1 #1");
        write(writer, "2 201 7 1 #1");
        eyes.keys = SimulatedLog.KEY;

        Written written = again(writer, Reason.STATEMENTS, FIRST);

        assertThat(written.undone()).containsOnlyKeys(FIRST, SECOND);
        assertThat(journey(SECOND).known()).isEqualTo(Knowledge.NONE);
    }

    @Test
    void a_rival_that_claimed_first_and_says_so_later_is_heard_of() {
        store.claim(new Alias("ALIAS-1"), SECOND);
        var meeting = new Between(store);
        meeting.before.add(() -> diesAfterWriting("2 201 7 1 #1"));

        Written written = write(writer(meeting), "1 101 7 1 #1");

        assertThat(written.unanswered()).containsExactly(FIRST);
        assertThat(history(FIRST)).contains("ALIAS-1 " + SECOND);
        assertThat(history(SECOND)).contains("ALIAS-1 " + FIRST);
    }

    @Test
    void a_rival_that_has_said_so_is_asked_once() {
        write(writer, "2 201 7 1 #1");

        Written written = write(writer, "1 101 7 1 #1");

        assertThat(written.rivals()).containsExactly(SECOND);
        assertThat(written.unanswered()).isEmpty();
    }

    @Test
    void what_another_writer_wrote_in_between_is_kept_and_told_of_once() {
        write(writer, "-1 101 7 1");
        eyes.keys = SimulatedLog.REVOCATION;
        var meeting = new Between(store);
        meeting.before.add(() -> write(writer, "1 102 8 2"));

        Written written = write(writer(meeting), "1 103 9 3");

        assertThat(journey(FIRST).inbox()).hasSize(3);
        assertThat(written.changed()).containsExactly(ListedJourney.of(journey(FIRST)));
        assertThat(written.statuses().get(FIRST)).isEqualTo(statusOf(journey(FIRST)));
        assertThat(written.refused()).hasSize(1);
    }

    @Test
    void what_a_revoked_key_said_is_quarantined_and_stays_in_its_place() {
        write(writer, "-1 101 7 1", "1 102 8 2");
        eyes.keys = SimulatedLog.REVOCATION;

        Written written = again(writer, Reason.EVENTS, FIRST);

        assertThat(store.quarantined().values())
                .extracting(QuarantinedRecord::reason)
                .containsExactly("KEY_REVOKED");
        assertThat(written.refused()).hasSize(1);
        assertThat(journey(FIRST).inbox()).hasSize(2);
        assertThat(history(FIRST)).doesNotContain("00000101-").contains("00000102-");
    }

    @Test
    void a_store_that_always_has_another_version_ends_in_a_conflict() {
        var journeys =
                new ForwardingStore(store) {
                    @Override
                    public Set<CoiId> replaceJourneys(
                            Collection<Replacement<JourneyDocument>> next) {
                        return next.stream()
                                .map(each -> each.after().coi())
                                .collect(Collectors.toSet());
                    }
                };
        var loggers =
                new ForwardingStore(store) {
                    @Override
                    public Set<LoggerId> replaceLoggers(
                            Collection<Replacement<LoggerDocument>> next) {
                        return next.stream()
                                .map(each -> each.after().logger())
                                .collect(Collectors.toSet());
                    }
                };

        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> write(writer(journeys), "1 101 7 1"))
                .withMessageContaining("journeys");
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> write(writer(loggers), "1 101 7 1 L0-x 0 open"))
                .withMessageContaining("loggers");
    }

    @Test
    void the_buckets_of_all_journeys_of_a_batch_are_asked_for_at_once() {
        var telemetry = new TelemetryWriter(store, eyes, clock);
        telemetry.write(ToyLog.sorted(log.readings("L0-x 10 500", "L1-x 10 500"), eyes));
        var asked = new ArrayDeque<Set<BucketId>>();
        var counting =
                new ForwardingStore(store) {
                    @Override
                    public Map<BucketId, BucketDocument> buckets(Set<BucketId> ids) {
                        asked.add(ids);
                        return super.buckets(ids);
                    }
                };

        write(writer(counting), "1 101 7 1 L0-x 0 open", "2 201 7 1 L1-x 0 open");

        assertThat(asked).singleElement().satisfies(ids -> assertThat(ids).hasSize(2));
        assertThat(journey(FIRST).summary().samples())
                .isEqualTo(journey(SECOND).summary().samples())
                .isPositive();
    }

    @Test
    void who_knows_fewer_keys_than_a_journeys_writer_leaves_it_alone() {
        eyes.keys = SimulatedLog.KEY;
        write(writer, "1 101 7 1 #1");
        JourneyDocument before = journey(FIRST);
        eyes.keys = 0;

        assertThatExceptionOfType(KnowsLess.class)
                .isThrownBy(() -> again(writer, Reason.RETRIED, FIRST));

        assertThat(journey(FIRST)).isSameAs(before);
    }

    @Test
    void who_knows_fewer_keys_than_a_rivals_writer_does_not_judge_its_claim() {
        eyes.keys = SimulatedLog.KEY;
        write(writer, "1 101 7 1 #1");
        eyes.keys = 0;

        assertThatExceptionOfType(KnowsLess.class).isThrownBy(() -> write(writer, "2 201 7 1 #1"));

        assertThat(store.journeys).containsOnlyKeys(FIRST);
    }

    @Test
    void the_newest_statuses_are_those_of_the_versions_that_were_written_for_them() {
        write(writer, "1 101 7 1", "2 201 7 1");
        now = now.plusSeconds(1);

        Collection<JourneyStatus> statuses =
                writer.statuses(Set.of(FIRST, SECOND), Reason.RETRIED, RUN);

        assertThat(statuses)
                .containsExactlyInAnyOrder(statusOf(journey(FIRST)), statusOf(journey(SECOND)));
        assertThat(statuses).allMatch(status -> status.derivedAt().equals(now));
    }

    /// Writes whole, and dies before it looks at its rivals.
    private void diesAfterWriting(String event) {
        var dying =
                new ForwardingStore(store) {
                    @Override
                    public Set<CoiId> replaceJourneys(
                            Collection<Replacement<JourneyDocument>> next) {
                        super.replaceJourneys(next);
                        throw new Died();
                    }
                };
        assertThatExceptionOfType(Died.class).isThrownBy(() -> write(writer(dying), event));
    }

    private static final class Died extends RuntimeException {}

    /// Before each replacement of journeys, the next of some things happens.
    private static final class Between extends ForwardingStore {
        final Deque<Runnable> before = new ArrayDeque<>();

        Between(Store store) {
            super(store);
        }

        @Override
        public Set<CoiId> replaceJourneys(Collection<Replacement<JourneyDocument>> next) {
            if (!before.isEmpty()) {
                before.remove().run();
            }
            return super.replaceJourneys(next);
        }
    }

    private JourneyWriter writer(Store through) {
        return new JourneyWriter(through, eyes, log.model(), clock);
    }

    private Written write(JourneyWriter by, String... events) {
        List<LogRecord> records = log.events(events);
        var arrived = ToyLog.sorted(records, eyes).events();
        var reasons = new HashMap<CoiId, Reason>();
        arrived.keySet().forEach(coi -> reasons.put(coi, Reason.EVENTS));
        return by.write(arrived, reasons, RUN);
    }

    private Written again(JourneyWriter by, Reason reason, CoiId journey) {
        return by.write(Map.of(), Map.of(journey, reason), RUN);
    }

    private JourneyDocument journey(CoiId coi) {
        return store.journeys(Set.of(coi)).values().iterator().next();
    }

    private String history(CoiId coi) {
        return new String(journey(coi).history().array(), StandardCharsets.UTF_8);
    }

    /// What the status of this version must say.
    private JourneyStatus statusOf(JourneyDocument journey) {
        List<String> said = history(journey.coi()).lines().skip(1).toList();
        return new JourneyStatus(
                journey.coi(),
                journey.version(),
                ToyWorld.basis(said),
                "TOY",
                Optional.empty(),
                Verdict.UNKNOWN,
                List.of(),
                Optional.empty(),
                List.of(),
                journey.updatedAt(),
                JourneyState.PROVISIONAL);
    }
}
