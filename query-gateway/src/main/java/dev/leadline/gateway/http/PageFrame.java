package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Permission;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What stands around every page: who looks at it, where they are, and in which light. */
@ControllerAdvice(annotations = Controller.class)
final class PageFrame {

  /**
   * The frame of a page.
   *
   * @param theme light, dark, or auto: as the machine has it
   * @param section the first word of the address
   * @param within whether the address goes on behind it
   * @param caller null on pages that are open to everybody
   */
  record Frame(String theme, String section, boolean within, Teammate me, @Nullable Caller caller) {

    /** A place of the dashboard, and the first word of its address. */
    record Place(String section, String label, String href) {}

    private static final List<Place> PLACES =
        List.of(
            new Place("leads", "Leads", "/leads"),
            new Place("analytics", "Analytics", "/analytics"),
            new Place("notifications", "Notifications", "/notifications"),
            new Place("operations", "Operations", "/operations"),
            new Place("settings", "Settings", "/settings"));

    /** What a page needs beside what every page has. */
    private static final Map<String, List<String>> SCRIPTS =
        Map.of(
            "leads", List.of("parts.js", "leads.js", "views.js"),
            "leads/", List.of("lead.js"),
            "analytics", List.of("analytics.js"),
            "notifications", List.of("inbox.js"),
            "operations", List.of("operations.js"));

    public List<String> scripts() {
      return SCRIPTS.getOrDefault(within ? section + "/" : section, List.of());
    }

    /** Whether it has a list that goes on where one reads to its end. */
    public boolean grows() {
      return section.equals("leads");
    }

    /** Where they may go. */
    public List<Place> places() {
      return PLACES.stream()
          .filter(one -> !one.section().equals("operations") || may(Permission.SEE_OPERATIONS))
          .map(
              one ->
                  one.section().equals("settings") && !may(Permission.SEE_SETTINGS)
                      ? new Place(one.section(), one.label(), "/settings/fields")
                      : one)
          .toList();
    }

    public boolean isSignedIn() {
      return caller != null;
    }

    /** Whether they act in their own name. */
    public boolean isPerson() {
      return caller != null && caller.isPerson();
    }

    /**
     * Whether something is offered to them at all.
     *
     * @param permission its name, as in {@code frame.may('EXPORT')}
     */
    public boolean may(String permission) {
      return may(Permission.valueOf(permission));
    }

    private boolean may(Permission permission) {
      return caller != null && caller.may(permission);
    }

    public boolean isIn(String name) {
      return section.equals(name);
    }

    /** What the switch leads to. */
    public String otherTheme() {
      return theme.equals("dark") ? "light" : "dark";
    }

    public boolean mayEdit() {
      return may(Permission.WRITE_LEADS);
    }

    public boolean mayMerge() {
      return may(Permission.MERGE);
    }

    public boolean mayErase() {
      return may(Permission.PRIVACY);
    }
  }

  @ModelAttribute("frame")
  Frame frame(HttpServletRequest request) {
    return of(request);
  }

  static Frame of(HttpServletRequest request) {
    String path = request.getRequestURI().replaceFirst("^/", "");
    int end = path.indexOf('/');
    return new Frame(
        theme(request),
        end < 0 ? path : path.substring(0, end),
        end >= 0,
        Teammate.of(request),
        Callers.known());
  }

  private static String theme(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies == null) return "auto";
    for (Cookie cookie : cookies)
      if (cookie.getName().equals("theme"))
        return switch (cookie.getValue()) {
          case "dark", "light" -> cookie.getValue();
          default -> "auto";
        };
    return "auto";
  }
}
