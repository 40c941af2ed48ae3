package io.unbroken.acceptance.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `docs/reference/access.md` says.
///
/// @param roles all there are
/// @param watchers those that count with the party that runs Unbroken alone
/// @param staff the roles that each party service answers
/// @param routes each of one service
/// @param kinds who may state which event
record AccessTable(
        List<String> roles,
        Set<String> watchers,
        Map<String, Set<String>> staff,
        List<Route> routes,
        List<Kind> kinds) {

    private static final Path PAGE = Path.of("..", "..", "docs", "reference", "access.md");

    /// @param everybody whether one needs no token
    /// @param anyToken whether any good token will do, whatever its roles
    /// @param who the roles
    record Route(
            String service,
            String method,
            String path,
            boolean everybody,
            boolean anyToken,
            Set<String> who) {

        @Override
        public String toString() {
            return "%s %s of %s".formatted(method, path, service);
        }
    }

    /// @param meaning the signature's; empty if the kind has none or it does not matter
    /// @param who the roles, by service
    record Kind(String event, String meaning, Map<String, Set<String>> who) {}

    static AccessTable read() {
        List<String> lines;
        try {
            lines = Files.readAllLines(PAGE);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        var roles = rows(lines, "Roles").stream().map(row -> row.get(0)).toList();
        var watchers =
                rows(lines, "Roles").stream()
                        .filter(row -> row.get(2).equals("all"))
                        .map(row -> row.get(0))
                        .collect(Collectors.toUnmodifiableSet());
        var staff = new TreeMap<String, Set<String>>();
        rows(lines, "Staff").forEach(row -> staff.put(row.get(0), set(row.get(1))));
        var routes = new ArrayList<Route>();
        for (List<String> row : rows(lines, "Routes")) {
            for (String service : set(row.get(0))) {
                routes.add(
                        new Route(
                                service,
                                row.get(1),
                                row.get(2).replace("`", ""),
                                row.get(3).equals("everybody"),
                                row.get(3).equals("signed in"),
                                who(row.get(3), service, roles, staff)));
            }
        }
        var kinds = new ArrayList<Kind>();
        List<String> services = List.of("collection", "courier", "manufacturing", "infusion");
        for (List<String> row : rows(lines, "Kinds of event")) {
            var who = new TreeMap<String, Set<String>>();
            for (int i = 0; i < services.size(); i++) {
                String service = services.get(i);
                who.put(service, who(row.get(i + 2), service, roles, staff));
            }
            kinds.add(new Kind(row.get(0), row.get(1), who));
        }
        return new AccessTable(roles, watchers, staff, routes, kinds);
    }

    private static Set<String> who(
            String cell, String service, List<String> roles, Map<String, Set<String>> staff) {
        return switch (cell) {
            case "" -> Set.of();
            case "staff", "staff, by kind of event" -> staff.getOrDefault(service, Set.of());
            case "readers", "everybody", "signed in" -> Set.copyOf(roles);
            default -> {
                Set<String> named = set(cell);
                if (!roles.containsAll(named)) {
                    throw new IllegalStateException("expected roles, found " + cell);
                }
                yield named;
            }
        };
    }

    private static Set<String> set(String cell) {
        return new TreeSet<>(Stream.of(cell.split(",", -1)).map(String::strip).toList());
    }

    /// The cells of the table below a heading, without its head.
    private static List<List<String>> rows(List<String> lines, String heading) {
        int from = lines.indexOf("## " + heading);
        if (from < 0) {
            throw new IllegalStateException("expected a heading " + heading);
        }
        return lines.subList(from + 1, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| "))
                .skip(2)
                .map(line ->
                        Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                                .map(String::strip)
                                .toList())
                .toList();
    }

    /// The party of the platform that a service speaks for.
    static String party(String service) {
        return switch (service.toLowerCase(Locale.ROOT)) {
            case "collection" -> "site-lindenhof";
            case "courier" -> "courier-polaris";
            case "manufacturing" -> "facility-rheintal";
            case "infusion" -> "centre-seeblick";
            default -> "unbroken";
        };
    }
}
