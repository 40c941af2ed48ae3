package io.unbroken.benchmarks.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// Couriers' scanners that send at a steady rate, each for one chain and one scan after the other. What the service cannot take in time
/// is sent late, and counts from when it was due.
final class Scanners {

    private final Caller courier;
    private final String url;

    Scanners(Caller courier, String service) {
        this.courier = courier;
        this.url = service + "/api/events";
    }

    /// Hears of each receipt as it comes.
    interface Receipts {
        void came(Scan scan);
    }

    /// Sends for so long, all chains in turn, and waits until all is acknowledged.
    ///
    /// @param before how many events each chain has already
    List<Scan> send(List<String> chains, int before, int rate, Duration length, Receipts receipts) {
        int scans = Math.toIntExact(rate * length.toMillis() / 1000);
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<List<Scan>>>();
            for (int chain = 0; chain < chains.size(); chain++) {
                int first = chain;
                running.add(
                        threads.submit(() -> {
                            var sent = new ArrayList<Scan>();
                            for (int n = first; n < scans; n += chains.size()) {
                                long due = began + n * 1_000_000_000L / rate;
                                pause(due);
                                Scan scan = scan(chains.get(first), before + sent.size() + 1, due);
                                receipts.came(scan);
                                sent.add(scan);
                            }
                            return sent;
                        }));
            }
            var all = new ArrayList<Scan>();
            for (Future<List<Scan>> each : running) {
                all.addAll(each.get());
            }
            return all;
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a scanner failed", failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private Scan scan(String coi, int events, long due) {
        String event =
                """
                {"id":"%s","coi":"%s","eventTime":"%s","offsetMinutes":60,"device":"scanner-1","scans":[],\
                "fact":{"type":"TransportMilestoneReached","milestone":"DEPARTED","shipper":"BOX-LOAD","place":"CHZRH"}}\
                """
                        .formatted(UUID.randomUUID(), coi, Instant.now());
        JsonNode receipt = courier.post(url, event);
        return new Scan(
                coi,
                events,
                receipt.path("partition").asInt(),
                receipt.path("offset").asLong(),
                due,
                System.nanoTime());
    }

    private static void pause(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
