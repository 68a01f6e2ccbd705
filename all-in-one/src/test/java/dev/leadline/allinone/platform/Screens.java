package dev.leadline.allinone.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.leadline.allinone.clients.AccessClient;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Browsers in front of a platform, mostly the shared one, each with somebody of the team before it.
 * As an extension of a class they see to it that each test begins without those of the one before.
 */
final class Screens implements AfterEachCallback, AutoCloseable {

  private static final double PATIENCE_MILLIS = 20_000;
  private static final int MOST_ANSWERED = 20;

  private static final List<String> EVERYTHING = List.of("MANAGER", "OPS");

  /** Who has joined the shared platform already. */
  private static final Set<String> TEAM = new HashSet<>();

  private final Supplier<Platform> platform;
  private final Set<String> team;
  private final List<BrowserContext> open = new ArrayList<>();

  /** Paths of the platform to which something was posted from here. */
  private final Set<String> ordered = new HashSet<>();

  /** The newest answers of the platform, of the test that runs. */
  private final Deque<String> answered = new ArrayDeque<>();

  /** Those before the shared platform, which start with the tests. */
  Screens() {
    this(SharedPlatform::platform, TEAM);
  }

  private Screens(Supplier<Platform> platform, Set<String> team) {
    this.platform = platform;
    this.team = team;
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  /** Some before a platform that nobody has joined. */
  static Screens before(Platform platform) {
    return new Screens(() -> platform, new HashSet<>());
  }

  /** Of a test that failed, what its browsers showed then is told. */
  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      open.stream().flatMap(context -> context.pages().stream()).forEach(Screens::tell);
      System.out.println("Answered last: " + answered);
    }
    clear();
  }

  private static void tell(Page page) {
    System.out.println("Shown: " + page.url());
    System.out.println(
        page.evaluate(
            """
            () => [
              `Focused: ${document.activeElement?.outerHTML.slice(0, 200)}`,
              ...[...document.querySelectorAll("[open], :popover-open, [role=alert]")]
                .map(it => `Open: ${it.outerHTML.slice(0, 200)}`)
            ].join("; ")\
            """));
  }

  static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
  }

  static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true));
  }

  /** A browser of its own, with this member of the team before it. */
  Page of(String member) {
    return of(member, options());
  }

  /** The same, told more about. */
  Page of(String member, Browser.NewContextOptions options) {
    return of(member, EVERYTHING, options);
  }

  /** With somebody of the team before it who has these roles alone. */
  Page of(String member, List<String> roles) {
    return of(member, roles, options());
  }

  private Page of(String member, List<String> roles, Browser.NewContextOptions options) {
    Page page = of(options);
    signIn(page, member, roles);
    return page;
  }

  /** This member signs in, whoever was before the page. */
  void signIn(Page page, String member) {
    signIn(page, member, EVERYTHING);
  }

  private void signIn(Page page, String member, List<String> roles) {
    page.navigate(signInLink(member, roles));
    button(page, "Sign in").press("Enter");
    page.waitForURL("**/leads");
  }

  /** This page before a member, once it is told of whatever happens. */
  Page live(String member, String path) {
    Page page = of(member);
    page.navigate(path);
    assertThat(page.locator("[data-live-text]")).hasText("Live");
    return page;
  }

  /** Of somebody who joins the team with this, if they are not of it. */
  private String signInLink(String member, List<String> roles) {
    String id = member.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", ".");
    try (var client = platform.get().operations()) {
      var access = new AccessClient(client);
      if (team.add(id)) access.add(id, member, roles);
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
    BrowserContext context = SharedBrowser.browser().newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    context.onRequest(
        request -> {
          if (request.method().equals("POST")) ordered.add(URI.create(request.url()).getPath());
        });
    context.onResponse(
        answer -> {
          answered.add(
              answer.request().method()
                  + " "
                  + URI.create(answer.url()).getPath()
                  + " "
                  + answer.status());
          if (answered.size() > MOST_ANSWERED) answered.remove();
        });
    open.add(context);
    return context.newPage();
  }

  /** Paths of the platform to which something was posted from here, by all tests so far. */
  Set<String> ordered() {
    return Set.copyOf(ordered);
  }

  /** Closes the browsers that a test has opened. */
  void clear() {
    open.forEach(BrowserContext::close);
    open.clear();
    answered.clear();
  }

  @Override
  public void close() {
    clear();
  }
}
