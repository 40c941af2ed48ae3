package io.unbroken.platform;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// Says what happens, a line at a time. On a terminal the marks are coloured.
final class Terminal implements Progress {
    private static final boolean COLOURS =
            Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                    && System.getenv("NO_COLOR") == null
                    && System.getenv("CI") == null;

    private final PrintWriter out;
    private final Addresses addresses;

    Terminal(PrintWriter out, Addresses addresses) {
        this.out = out;
        this.addresses = addresses;
    }

    @Override
    public synchronized void ready(Part part, long nanoseconds) {
        done(part.title(), address(part), nanoseconds);
    }

    synchronized void done(String title, String detail, long nanoseconds) {
        line("  %s %-16s %-28s %4.1f s".formatted(green("✓"), title, detail, nanoseconds / 1e9));
    }

    synchronized void trouble(String text) {
        line("  " + red("✗") + " " + text);
    }

    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /// A part's address as one would type it.
    String address(Part part) {
        return switch (part) {
            case BROKER -> "localhost:" + addresses.ports().of(part);
            case STORE -> "mongodb://localhost:" + addresses.ports().of(part);
            case REGISTRY, OIDC, COLLECTION, COURIER, MANUFACTURING, INFUSION, TRACKING ->
                    addresses.ports().http(part);
        };
    }

    private static String green(String text) {
        return COLOURS ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    private static String red(String text) {
        return COLOURS ? "\u001b[31m" + text + "\u001b[0m" : text;
    }
}
