package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.AskNotifications;
import dev.leadline.gateway.domain.AskNotifications.Answer;
import dev.leadline.gateway.domain.AskNotifications.Call;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a person does on the page of settings: forms, which work without scripts. */
@Controller
final class NotificationForms {

  private static final String BACK = "redirect:/notifications/settings";
  private static final String ROOT = "/notifications";

  private final AskNotifications notifications;
  private final TenantSettings settings;

  NotificationForms(AskNotifications notifications, TenantSettings settings) {
    this.notifications = notifications;
    this.settings = settings;
  }

  @PostMapping(ROOT + "/destinations")
  String addDestination(
      @RequestParam String name,
      @RequestParam String kind,
      @RequestParam(defaultValue = "") String target,
      @RequestParam(defaultValue = "") String secret,
      HttpServletResponse response,
      Model model) {
    ObjectNode wish = Json.MAPPER.createObjectNode();
    wish.put("name", name).put("kind", kind).put("target", target).put("secret", secret);
    Answer answer = call("POST", "/destinations", wish);
    if (!answer.isGood()) return refused(answer, response, model);
    JsonNode made = Json.MAPPER.readTree(answer.body()).path("secret");
    if (!made.isString()) return BACK;
    NotificationPages.fillSettings(notifications, settings.tenant(), model);
    model.addAttribute(
        "good", "The key of the new webhook, shown this once: " + made.stringValue());
    return "notifications";
  }

  @PostMapping(ROOT + "/rules")
  String addRule(
      @RequestParam String name,
      @RequestParam(name = "trigger", required = false) @Nullable List<String> triggers,
      @RequestParam(name = "destination", required = false) @Nullable List<String> destinations,
      @RequestParam(defaultValue = "") String template,
      @RequestParam(defaultValue = "") String quietFrom,
      @RequestParam(defaultValue = "") String quietTo,
      @RequestParam(defaultValue = "") String zone,
      @RequestParam(defaultValue = "") String cooldown,
      @RequestParam(defaultValue = "") String digest,
      @RequestParam(required = false) @Nullable Integer mostAnHour,
      @RequestParam(defaultValue = "false") boolean words,
      HttpServletResponse response,
      Model model) {
    ObjectNode wish = Json.MAPPER.createObjectNode();
    wish.put("name", name).put("template", template).put("words", words);
    var named = wish.putArray("triggers");
    if (triggers != null) triggers.forEach(named::add);
    var ids = wish.putArray("destinationIds");
    if (destinations != null) destinations.forEach(ids::add);
    if (!quietFrom.isBlank() || !quietTo.isBlank())
      wish.putObject("quietHours").put("from", quietFrom).put("to", quietTo).put("zone", zone);
    if (!cooldown.isBlank()) wish.put("cooldown", "PT" + cooldown.strip() + "M");
    if (!digest.isBlank()) wish.put("digest", "PT" + digest.strip() + "M");
    if (mostAnHour != null) wish.putObject("rate").put("most", mostAnHour).put("within", "PT1H");
    Answer answer = call("POST", "/rules", wish);
    return answer.isGood() ? BACK : refused(answer, response, model);
  }

  /** On or off. */
  @PostMapping(ROOT + "/{what:rules|destinations}/{id}/switch")
  String turn(
      @PathVariable String what,
      @PathVariable String id,
      @RequestParam boolean on,
      HttpServletResponse response,
      Model model) {
    Answer answer =
        call("PATCH", "/" + what + "/" + id(id), Json.MAPPER.createObjectNode().put("enabled", on));
    return answer.isGood() ? BACK : refused(answer, response, model);
  }

  @PostMapping(ROOT + "/{what:rules|destinations}/{id}/delete")
  String delete(
      @PathVariable String what,
      @PathVariable String id,
      HttpServletResponse response,
      Model model) {
    Answer answer = call("DELETE", "/" + what + "/" + id(id), null);
    return answer.isGood() ? BACK : refused(answer, response, model);
  }

  @PostMapping(ROOT + "/destinations/{id}/test")
  String test(@PathVariable String id, HttpServletResponse response, Model model) {
    Answer answer = call("POST", "/destinations/" + id(id) + "/test", null);
    if (!answer.isGood()) return refused(answer, response, model);
    JsonNode tested = Json.MAPPER.readTree(answer.body());
    NotificationPages.fillSettings(notifications, settings.tenant(), model);
    model.addAttribute(
        tested.path("delivered").booleanValue(false) ? "good" : "bad",
        tested.path("detail").stringValue(""));
    return "notifications";
  }

  @PostMapping(ROOT + "/deliveries/{id}/send-again")
  String again(@PathVariable String id, HttpServletResponse response, Model model) {
    Answer answer = call("POST", "/deliveries/" + id(id) + "/send-again", null);
    return answer.isGood()
        ? "redirect:/notifications/deliveries"
        : refused(answer, response, model);
  }

  private String refused(Answer answer, HttpServletResponse response, Model model) {
    response.setStatus(answer.status());
    NotificationPages.fillSettings(notifications, settings.tenant(), model);
    model.addAttribute("bad", NotificationLines.detail(answer.body()));
    return "notifications";
  }

  private Answer call(String method, String path, @Nullable JsonNode body) {
    return notifications.ask(
        new Call(method, settings.tenant(), path, null, body == null ? null : body.toString()));
  }

  private static String id(String given) {
    if (!given.matches("[\\w-]{1,64}")) throw Problem.BAD_REQUEST.because("That is no id.");
    return given;
  }
}
