package dev.leadline.gateway.http;

import dev.leadline.events.Channel;
import dev.leadline.events.IdentityStatus;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.gateway.domain.AskNotifications;
import dev.leadline.gateway.domain.AskNotifications.Answer;
import dev.leadline.gateway.domain.AskNotifications.Call;
import dev.leadline.gateway.domain.Phrases;
import dev.leadline.gateway.http.NotificationLines.Choice;
import dev.leadline.gateway.http.NotificationLines.DestinationLine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the team was told, by whom it is told, and what became of each message. */
@Controller
final class NotificationPages {

  /** The states of a delivery in their order, with what each means to whoever looks at it. */
  static final Map<String, String> STATES = states();

  private static Map<String, String> states() {
    var states = new LinkedHashMap<String, String>();
    states.put("PENDING", "These wait, each for what it says. They are sent by themselves.");
    states.put("SENDING", "These are on their way right now.");
    states.put("SENT", "Their destination has taken these.");
    states.put(
        "FAILED", "These will not arrive by themselves. Mend what they say, then send them again.");
    states.put(
        "UNKNOWN",
        "These were handed over, and no answer came. See whether they arrived, and send them again"
            + " if not.");
    states.put(
        "SKIPPED",
        "The rule had sent a message on these leads just before: it leaves some minutes between"
            + " two on one lead.");
    states.put("DROPPED", "The person was erased, or the rule or the destination is gone.");
    return Collections.unmodifiableMap(states);
  }

  private final AskNotifications notifications;
  private final TenantSettings settings;
  private final Clock clock;

  NotificationPages(AskNotifications notifications, TenantSettings settings, Clock clock) {
    this.notifications = notifications;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/notifications")
  String inbox(@CookieValue(name = "zone", required = false) @Nullable String zone, Model model) {
    model.addAttribute("tab", "inbox");
    model.addAttribute(
        "notices",
        NotificationLines.notices(asked("/inbox", "limit=100"), Viewer.of(zone, clock.instant())));
    return "notifications";
  }

  @GetMapping("/notifications/deliveries")
  String deliveries(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String cursor,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    if (state != null && !STATES.containsKey(state))
      throw Problem.BAD_PARAMETER.because(
          "state is one of %s.".formatted(String.join(", ", STATES.keySet())));
    String query =
        "limit=100"
            + (state == null ? "" : "&state=" + state)
            + (cursor == null
                ? ""
                : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
    String page = asked("/deliveries", query);
    model.addAttribute("tab", "deliveries");
    model.addAttribute("states", STATES.keySet());
    model.addAttribute("state", state);
    model.addAttribute("meaning", state == null ? null : STATES.get(state));
    model.addAttribute("older", NotificationLines.next(page));
    model.addAttribute(
        "deliveries",
        NotificationLines.deliveries(page, triggers(), names(), Viewer.of(zone, clock.instant())));
    return "notifications";
  }

  @GetMapping("/notifications/settings")
  String settings(Model model) {
    fillSettings(notifications, settings.tenant(), model);
    return "notifications";
  }

  /** What the page of settings shows. */
  static void fillSettings(AskNotifications notifications, String tenant, Model model) {
    List<Choice> triggers =
        NotificationLines.choices(asked(notifications, tenant, "/triggers", null), "trigger");
    List<DestinationLine> destinations =
        NotificationLines.destinations(asked(notifications, tenant, "/destinations", null));
    model.addAttribute("tab", "settings");
    model.addAttribute("triggers", triggers);
    model.addAttribute(
        "kinds", NotificationLines.kinds(asked(notifications, tenant, "/kinds", null)));
    model.addAttribute("destinations", destinations);
    model.addAttribute("typed", model.containsAttribute("rule"));
    if (!model.containsAttribute("rule")) model.addAttribute("rule", RuleForm.blank());
    model.addAttribute("typedDestination", model.containsAttribute("destination"));
    if (!model.containsAttribute("destination"))
      model.addAttribute("destination", DestinationForm.blank());
    model.addAttribute("stages", Stage.values());
    model.addAttribute(
        "channels",
        Arrays.stream(Channel.values())
            .map(it -> new Choice(it.name(), Phrases.field(it.name().toLowerCase(Locale.ROOT))))
            .toList());
    model.addAttribute("sources", LeadSource.values());
    model.addAttribute("known", IdentityStatus.Known.values());
    model.addAttribute(
        "rules",
        NotificationLines.rules(
            asked(notifications, tenant, "/rules", null),
            NotificationLines.labels(triggers),
            NotificationLines.names(destinations)));
  }

  private Map<String, String> triggers() {
    return NotificationLines.labels(NotificationLines.choices(asked("/triggers", null), "trigger"));
  }

  private Map<String, String> names() {
    return NotificationLines.names(NotificationLines.destinations(asked("/destinations", null)));
  }

  private String asked(String path, @Nullable String query) {
    return asked(notifications, settings.tenant(), path, query);
  }

  private static String asked(
      AskNotifications notifications, String tenant, String path, @Nullable String query) {
    Answer answer = notifications.ask(new Call("GET", tenant, path, query, null));
    if (!answer.isGood())
      throw Problem.BAD_REQUEST.because(NotificationLines.detail(answer.body()));
    return answer.body();
  }
}
