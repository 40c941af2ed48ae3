package io.unbroken.acceptance.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A phone: one browser profile in a directory, which outlives the browser, with a camera that shows a film if there is one.
final class Phone implements AutoCloseable {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 740;

    private final Playwright playwright = Browsing.playwright();
    private final Path profile;
    private final Optional<Path> film;
    private Optional<BrowserContext> context = Optional.empty();

    Phone(Path profile, Optional<Path> film) {
        this.profile = profile;
        this.film = film;
    }

    /// Starts the browser with what its profile holds.
    Page start() {
        var arguments = new ArrayList<>(Browsing.ARGUMENTS);
        film.ifPresent(frames -> {
            arguments.add("--use-fake-ui-for-media-stream");
            arguments.add("--use-fake-device-for-media-stream");
            arguments.add("--use-file-for-fake-video-capture=" + frames.toAbsolutePath());
        });
        var started =
                playwright
                        .chromium()
                        .launchPersistentContext(
                                profile,
                                new BrowserType.LaunchPersistentContextOptions()
                                        .setExecutablePath(Browsing.CHROMIUM)
                                        .setArgs(arguments)
                                        .setViewportSize(WIDTH, HEIGHT)
                                        .setLocale("en-GB")
                                        .setColorScheme(ColorScheme.LIGHT));
        context = Optional.of(started);
        return started.pages().getFirst();
    }

    void network(boolean there) {
        context.orElseThrow().setOffline(!there);
    }

    /// Ends the browser as an empty battery does: nothing is asked, nothing is saved.
    void die() {
        List<ProcessHandle> browsers =
                ProcessHandle.current()
                        .descendants()
                        .filter(process ->
                                process.info()
                                        .commandLine()
                                        .filter(line -> line.contains(profile.toString()))
                                        .isPresent())
                        .toList();
        browsers.forEach(ProcessHandle::destroyForcibly);
        browsers.forEach(browser -> browser.onExit().join());
        context = Optional.empty();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
