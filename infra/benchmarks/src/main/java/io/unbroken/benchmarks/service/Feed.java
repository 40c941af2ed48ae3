package io.unbroken.benchmarks.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Listens to tracking's live feed and keeps when it told of how many events of each chain. The feed tells after the store has it, so
/// whoever asks for the journey sees it no later.
final class Feed implements AutoCloseable {

    private static final Pattern JOURNEY =
            Pattern.compile("\"coi\":\"([^\"]+)\".*\"counts\":\\{\"events\":(\\d+)");

    private final Caller caller;
    private final String url;
    private final Map<String, ConcurrentSkipListMap<Integer, Long>> told =
            new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread = Thread.ofVirtual().unstarted(this::listen);

    Feed(Caller caller, String tracking) {
        this.caller = caller;
        this.url = tracking + "/api/feed";
        thread.start();
    }

    /// When it first told of at least so many events of a chain.
    Optional<Long> toldOf(String coi, int events) {
        return Optional.ofNullable(told.get(coi))
                .map(counts -> counts.ceilingEntry(events))
                .map(Map.Entry::getValue);
    }

    /// Notes what was seen elsewhere: a listener that is too slow for a burst is cut off and misses some.
    void note(String coi, int events) {
        told.computeIfAbsent(coi, _ -> new ConcurrentSkipListMap<>())
                .putIfAbsent(events, System.nanoTime());
    }

    private void listen() {
        while (!closed.get()) {
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(caller.stream(url), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher journey = JOURNEY.matcher(line);
                    if (journey.find()) {
                        note(journey.group(1), Integer.parseInt(journey.group(2)));
                    }
                }
            } catch (IOException | IllegalStateException ended) {
                // Asked again, unless this was closed.
            }
        }
    }

    @Override
    public void close() {
        closed.set(true);
        thread.interrupt();
    }
}
