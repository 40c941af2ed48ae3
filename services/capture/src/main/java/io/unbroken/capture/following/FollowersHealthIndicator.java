package io.unbroken.capture.following;

import io.unbroken.capture.following.EventsFollower.Course;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether the lists of this service's pages are as new as the log. Not part of readiness: what people state is taken whatever they see in a list.
@Component
final class FollowersHealthIndicator implements HealthIndicator {

    /// A follower asks each two seconds; so long without an end is no longer a moment.
    private static final Duration OLDEST = Duration.ofMinutes(1);

    private final Followers followers;
    private final Clock clock;

    FollowersHealthIndicator(Followers followers, Clock clock) {
        this.followers = followers;
        this.clock = clock;
    }

    @Override
    public Health health() {
        return of(followers.made(), clock.instant());
    }

    static Health of(List<EventsFollower> followers, Instant now) {
        Health.Builder health = Health.up();
        for (EventsFollower follower : followers) {
            Course course = follower.course();
            health.withDetail(follower.name(), said(course));
            if (!well(course, now)) {
                health.down();
            }
        }
        return health.build();
    }

    /// The first reading takes as long as it takes; it is well while nothing breaks it off.
    private static boolean well(Course course, Instant now) {
        boolean reading = course.heard().equals(Instant.EPOCH);
        return course.alive()
                && course.passedOver() == 0
                && course.trouble().isEmpty()
                && (reading || course.heard().isAfter(now.minus(OLDEST)));
    }

    private static String said(Course course) {
        return "%s; read to the end at %s; broke off %d times%s; passed over %d records"
                .formatted(
                        course.alive() ? "reading" : "not reading",
                        course.heard(),
                        course.failures(),
                        course.trouble().map(why -> ", now by " + why).orElse(""),
                        course.passedOver());
    }
}
