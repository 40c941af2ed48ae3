package io.unbroken.simulator.driver;

import io.unbroken.custody.coldchain.Readings;
import io.unbroken.custody.event.Event;
import io.unbroken.custody.event.SignedEvent;
import io.unbroken.custody.history.CanonicalJson;
import io.unbroken.custody.history.History;
import io.unbroken.custody.identity.CoiId;
import io.unbroken.custody.identity.KeyId;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.PartyId;
import io.unbroken.custody.identity.PersonId;
import io.unbroken.custody.profile.SyntheticProfiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Holds a history as served to the one that the model derives from what was acknowledged, and from nothing else.
final class Reference {

    /// Of a journey that never began.
    static final Comparison NOTHING = new Comparison(Set.of(), Set.of(), "");

    private Reference() {}

    /// What was found.
    ///
    /// @param lost acknowledged events that the history does not have
    /// @param duplicated events that it has more than once
    /// @param difference where its bytes differ from the reference; empty if they do not
    record Comparison(Set<String> lost, Set<String> duplicated, String difference) {
        boolean agrees() {
            return lost.isEmpty() && duplicated.isEmpty() && difference.isEmpty();
        }
    }

    static Comparison compare(CoiId coi, Acknowledged acknowledged, JsonNode history) {
        Map<String, Acknowledged.Said> said = acknowledged.events();
        var served = new HashMap<String, JsonNode>();
        var duplicated = new TreeSet<String>();
        for (JsonNode entry : history.path("events")) {
            String id = entry.path("id").asString();
            if (served.put(id, entry) != null) {
                duplicated.add(id);
            }
        }
        var lost = new TreeSet<>(said.keySet());
        lost.removeAll(served.keySet());
        var events = new ArrayList<SignedEvent>();
        said.forEach((id, one) -> {
            JsonNode entry = served.get(id);
            if (entry != null) {
                events.add(signed(one, entry));
            }
        });
        var readings = new HashMap<LoggerId, Readings>();
        acknowledged.samples().forEach((logger, some) -> readings.put(logger, Readings.of(some)));
        byte[] expected =
                CanonicalJson.bytes(
                        History.derive(
                                coi,
                                events,
                                SyntheticProfiles.all(),
                                readings,
                                acknowledged.conditions()));
        var never = new HashSet<>(served.keySet());
        never.removeAll(said.keySet());
        String difference =
                never.isEmpty()
                        ? difference(new String(expected, StandardCharsets.UTF_8), history)
                        : "it has events that nobody has a receipt for: " + new TreeSet<>(never);
        return new Comparison(lost, duplicated, difference);
    }

    /// A device does not know as whom a service signs, nor how a token names its user; all else is as the device sent it.
    private static SignedEvent signed(Acknowledged.Said said, JsonNode entry) {
        Event sent = said.event();
        var event =
                new Event(
                        sent.id(),
                        sent.coi(),
                        sent.eventTime(),
                        sent.offsetMinutes(),
                        new PersonId(entry.path("by").asString()),
                        sent.device(),
                        sent.scans(),
                        sent.fact());
        return new SignedEvent(
                event,
                said.content(),
                new PartyId(entry.path("party").asString()),
                said.kind(),
                new KeyId("0000000000000000"),
                1);
    }

    private static String difference(String expected, JsonNode history) {
        String served = history.toString();
        if (served.equals(expected)) {
            return "";
        }
        int at = 0;
        while (at < Math.min(served.length(), expected.length())
                && served.charAt(at) == expected.charAt(at)) {
            at++;
        }
        return "at character %d: expected …%s…, found …%s…"
                .formatted(at, around(expected, at), around(served, at));
    }

    private static String around(String text, int at) {
        return text.substring(
                Math.clamp(at - 60, 0, text.length()), Math.clamp(at + 80, 0, text.length()));
    }
}
