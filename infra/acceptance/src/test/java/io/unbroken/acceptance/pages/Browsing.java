package io.unbroken.acceptance.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Debian's Chromium, driven through the Node on the path.
public final class Browsing implements AutoCloseable {

    static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    static final List<String> ARGUMENTS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    /// A browser of its own.
    public Browsing() {
        this(Stream.concat(ARGUMENTS.stream(), Stream.of("--disable-3d-apis")).toList());
    }

    /// A browser that draws maps, by software.
    static Browsing drawingMaps() {
        return new Browsing(
                Stream.concat(
                                ARGUMENTS.stream().filter(each -> !each.equals("--disable-gpu")),
                                Stream.of("--use-angle=swiftshader", "--enable-unsafe-swiftshader"))
                        .toList());
    }

    private Browsing(List<String> arguments) {
        playwright = playwright();
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(arguments));
    }

    static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions()
                        .setEnv(
                                Map.of(
                                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                                        "1",
                                        "PLAYWRIGHT_NODEJS_PATH",
                                        node())));
    }

    /// A new browser profile of that width; what the page writes to the console as an error is kept.
    public Page page(int width, ColorScheme scheme) {
        var context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(width, 900)
                                .setColorScheme(scheme));
        var page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        return page;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// Holds the page to WCAG 2.2 AA as far as a program can.
    public static void isAccessible(Page page) {
        var found =
                new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze();
        assertThat(found.getViolations())
                .extracting(rule -> rule.getId() + " at " + rule.getNodes())
                .isEmpty();
    }

    /// Holds the page to its width: nobody scrolls sideways to read.
    public static void fitsItsWidth(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    /// Keeps a picture of the page among the artefacts.
    public static void photograph(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private static String node() {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .map(directory -> Path.of(directory, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected node on the PATH"))
                .toString();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
