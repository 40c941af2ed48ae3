package io.unbroken.tracking.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Hands each message to every listener, and remembers the last ones for those that come back.
///
/// A message's id is `run-number`: the run tells a listener of an earlier process that its number means nothing here. A listener
/// that missed more than is remembered gets a [Message#SNAPSHOT] first: it must load the list anew.
public final class Feed {

    /// Some minutes of a busy day; 1,000 summaries are under 1 MB.
    private static final int MOST_REMEMBERED = 1_000;

    /// Each holds a thread and a socket; browsers share one among their tabs.
    private static final int MOST_LISTENERS = 500;

    private final String run;
    private final Deque<Message> remembered = new ArrayDeque<>();
    private final Set<Listener> listeners = new HashSet<>();
    private long last;
    private boolean closed;

    public Feed(String run) {
        this.run = run;
    }

    /// One message; `data` is a line of JSON.
    public record Message(String id, String event, String data, Audience audience) {

        /// The event that says: what you know may be old, load it anew.
        public static final String SNAPSHOT = "snapshot";
    }

    /// Tells all listeners.
    public void tell(String event, String data) {
        tell(event, data, Audience.EVERYBODY);
    }

    /// Tells those who belong to the audience.
    public synchronized void tell(String event, String data, Audience audience) {
        last++;
        var message = new Message(id(last), event, data, audience);
        remembered.addLast(message);
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.removeFirst();
        }
        listeners.forEach(listener -> listener.hear(message));
    }

    /// A new listener that has heard all up to `lastId`; empty if there are too many, or the feed is closed.
    public synchronized Optional<Listener> listen(Optional<String> lastId) {
        if (closed || listeners.size() >= MOST_LISTENERS) {
            return Optional.empty();
        }
        var listener = new Listener(this);
        lastId.map(this::after).ifPresent(missed -> missed.forEach(listener::hear));
        listeners.add(listener);
        return Optional.of(listener);
    }

    /// Ends all listening, as at a shutdown.
    public synchronized void close() {
        closed = true;
        listeners.forEach(Listener::end);
        listeners.clear();
    }

    public synchronized int listeners() {
        return listeners.size();
    }

    synchronized void leave(Listener listener) {
        listeners.remove(listener);
    }

    private List<Message> after(String lastId) {
        Optional<Long> heard = number(lastId);
        long oldest = remembered.isEmpty() ? last + 1 : last - remembered.size() + 1;
        if (heard.isEmpty() || heard.get() > last || heard.get() < oldest - 1) {
            return List.of(new Message(id(last), Message.SNAPSHOT, "{}", Audience.EVERYBODY));
        }
        var missed = new ArrayList<Message>();
        long skip = heard.get() - oldest + 1;
        for (Message message : remembered) {
            if (skip-- <= 0) {
                missed.add(message);
            }
        }
        return missed;
    }

    private Optional<Long> number(String id) {
        if (!id.startsWith(run + "-")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(id.substring(run.length() + 1)));
        } catch (NumberFormatException another) {
            return Optional.empty();
        }
    }

    private String id(long number) {
        return run + "-" + number;
    }
}
