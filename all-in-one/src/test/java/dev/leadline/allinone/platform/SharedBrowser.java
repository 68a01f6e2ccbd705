package dev.leadline.allinone.platform;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One browser for all end-to-end tests of a JVM: the Chromium of the machine ({@code apt-get
 * install chromium-headless-shell}). Whoever looks has a context in it that shares nothing with
 * others.
 */
final class SharedBrowser {

  private static final List<String> CALM =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // Each context would have processes of its own, which take their time to start.
          "--renderer-process-limit=1",
          "--force-prefers-reduced-motion");

  /** One that has no window takes a quarter less time than one that hides it. */
  private static final List<String> BROWSERS =
      List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

  private static @Nullable Browser browser;

  private SharedBrowser() {}

  static synchronized Browser browser() {
    if (browser == null) browser = start();
    return browser;
  }

  private static Browser start() {
    Path chromium = chromium();
    // Nothing is downloaded: the browser is there.
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    return playwright
        .chromium()
        .launch(new LaunchOptions().setExecutablePath(chromium).setHeadless(true).setArgs(CALM));
  }

  private static Path chromium() {
    String path = System.getenv("PATH");
    List<String> folders = path == null ? List.of() : List.of(path.split(File.pathSeparator, -1));
    return BROWSERS.stream()
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "The tests of the dashboard need Chromium on the PATH: apt-get install -y"
                        + " chromium-headless-shell"));
  }
}
