package dev.leadline.allinone.platform;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadline.allinone.clients.AccessClient;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Browsers in front of a platform, mostly the shared one, each with somebody of the team before it.
 * The browser is the Chromium of the machine ({@code apt-get install chromium}).
 */
final class Screens implements AutoCloseable {

  private static final double PATIENCE_MILLIS = 20_000;

  private static final List<String> CALM =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--force-prefers-reduced-motion");

  /** Who has joined the shared platform already. */
  private static final Set<String> TEAM = new HashSet<>();

  private final Supplier<Platform> platform;
  private final Set<String> team;
  private final Playwright playwright;
  private final Browser browser;
  private final List<BrowserContext> open = new ArrayList<>();

  private Screens(
      Supplier<Platform> platform, Set<String> team, Playwright playwright, Browser browser) {
    this.platform = platform;
    this.team = team;
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts the browser. */
  static Screens start() {
    return start(SharedPlatform::platform, TEAM);
  }

  /** Starts it in front of a platform that nobody has joined. */
  static Screens before(Platform platform) {
    return start(() -> platform, new HashSet<>());
  }

  private static Screens start(Supplier<Platform> platform, Set<String> team) {
    Path chromium = chromium();
    // Nothing is downloaded: the browser is there.
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Screens(
        platform,
        team,
        playwright,
        playwright
            .chromium()
            .launch(
                new LaunchOptions().setExecutablePath(chromium).setHeadless(true).setArgs(CALM)));
  }

  private static Path chromium() {
    String path = System.getenv("PATH");
    return Stream.of(path == null ? new String[0] : path.split(File.pathSeparator, -1))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "The tests of the dashboard need Chromium on the PATH: apt-get install -y"
                        + " chromium"));
  }

  /** A browser of its own, with this member of the team before it. */
  Page of(String member) {
    return of(member, options());
  }

  /** The same, told more about. */
  Page of(String member, Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options.setBaseURL(address()));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    open.add(context);
    Page page = context.newPage();
    page.navigate(signInLink(member));
    return page;
  }

  /** Of somebody who may do everything, and joins the team with this. */
  private String signInLink(String member) {
    String id = member.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".");
    try (var client = platform.get().operations()) {
      var access = new AccessClient(client);
      if (team.add(id)) access.add(id, member, List.of("MANAGER", "OPS"));
      return access.link(id);
    }
  }

  static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(1280, 860)
        .setTimezoneId("UTC")
        .setColorScheme(ColorScheme.LIGHT)
        .setBypassCSP(false)
        .setAcceptDownloads(true);
  }

  private String address() {
    return platform.get().addresses().gateway().toString();
  }

  /** A page with nothing on it, and nobody before it. */
  Page blank() {
    return page(new Browser.NewContextOptions());
  }

  /** The same before the platform, told more about. */
  Page of(Browser.NewContextOptions options) {
    return page(options.setBaseURL(address()));
  }

  private Page page(Browser.NewContextOptions options) {
    BrowserContext context = browser.newContext(options);
    open.add(context);
    return context.newPage();
  }

  /** Closes the browsers that a test has opened. */
  void clear() {
    open.forEach(BrowserContext::close);
    open.clear();
  }

  @Override
  public void close() {
    clear();
    browser.close();
    playwright.close();
  }
}
