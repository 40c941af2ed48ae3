package io.unbroken.tracking.feed;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One listener's messages that it has not taken yet.
public final class Listener implements AutoCloseable {

    /// One that is further behind than the feed remembers gains nothing from more.
    private static final int MOST_WAITING = 1_100;

    /// Wakes one that waits, so that a shutdown need not wait for it.
    private static final Feed.Message END = new Feed.Message("", "", "", Audience.EVERYBODY);

    private final Feed feed;
    private final BlockingQueue<Feed.Message> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean ended;

    Listener(Feed feed) {
        this.feed = feed;
    }

    /// The next message; empty if none came in time.
    public Optional<Feed.Message> next(Duration atMost) throws InterruptedException {
        return next(atMost, _ -> true);
    }

    /// The next message that is for this listener; the others are passed over, and do not put off the end of the wait.
    public Optional<Feed.Message> next(Duration atMost, Predicate<Feed.Message> mine)
            throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        Feed.Message message;
        do {
            message = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } while (message != null && !message.equals(END) && !mine.test(message));
        return Optional.ofNullable(message).filter(found -> !found.equals(END));
    }

    /// Whether nothing will come any more: the feed closed, or this listener was too slow. It may come back with its last id.
    public boolean ended() {
        return ended && waiting.isEmpty();
    }

    void hear(Feed.Message message) {
        if (!ended && !waiting.offer(message)) {
            end();
        }
    }

    void end() {
        ended = true;
        // One whose queue is full does not wait.
        var _ = waiting.offer(END);
    }

    @Override
    public void close() {
        feed.leave(this);
    }
}
