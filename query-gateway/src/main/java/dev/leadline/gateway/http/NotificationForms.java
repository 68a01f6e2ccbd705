package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.AskNotifications;
import dev.leadline.gateway.domain.AskNotifications.Answer;
import dev.leadline.gateway.domain.AskNotifications.Call;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

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
      @ModelAttribute("destination") DestinationForm form,
      HttpServletResponse response,
      Model model) {
    Answer answer = call("POST", "/destinations", form.wish());
    if (!answer.isGood()) return refused(answer, response, model);
    JsonNode made = Json.MAPPER.readTree(answer.body()).path("secret");
    if (!made.isString()) return BACK;
    model.addAttribute("destination", DestinationForm.blank());
    NotificationPages.fillSettings(notifications, settings.tenant(), model);
    model.addAttribute(
        "good", "The key of the new webhook, shown this once: " + made.stringValue());
    return "notifications";
  }

  @PostMapping(ROOT + "/rules")
  String addRule(@ModelAttribute("rule") RuleForm form, HttpServletResponse response, Model model) {
    Answer answer = call("POST", "/rules", form.wish());
    return answer.isGood() ? BACK : refused(answer, response, model);
  }

  @GetMapping(ROOT + "/rules/{id}")
  String rule(@PathVariable String id, Model model) {
    model.addAttribute("rule", RuleForm.of(found("/rules/", id)));
    return one("rule", id, model);
  }

  @PostMapping(ROOT + "/rules/{id}")
  String changeRule(
      @PathVariable String id,
      @ModelAttribute("rule") RuleForm form,
      HttpServletResponse response,
      Model model) {
    Answer answer = call("PATCH", "/rules/" + id(id), form.wish());
    return answer.isGood() ? BACK : refused(answer, response, model, "rule", id);
  }

  @GetMapping(ROOT + "/destinations/{id}")
  String destination(@PathVariable String id, Model model) {
    model.addAttribute("destination", DestinationForm.of(found("/destinations/", id)));
    return one("destination", id, model);
  }

  @PostMapping(ROOT + "/destinations/{id}")
  String changeDestination(
      @PathVariable String id,
      @ModelAttribute("destination") DestinationForm form,
      HttpServletResponse response,
      Model model) {
    Answer answer = call("PATCH", "/destinations/" + id(id), form.change());
    return answer.isGood() ? BACK : refused(answer, response, model, "destination", id);
  }

  private JsonNode found(String path, String id) {
    Answer answer = call("GET", path + id(id), null);
    if (!answer.isGood()) throw Problem.NOT_FOUND.because(NotificationLines.detail(answer.body()));
    return Json.MAPPER.readTree(answer.body());
  }

  /** The page of one rule or destination. */
  private String one(String what, String id, Model model) {
    NotificationPages.fillSettings(notifications, settings.tenant(), model);
    model.addAttribute("tab", what);
    model.addAttribute("id", id);
    return "notifications";
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

  /** The page of one, with what was typed. */
  private String refused(
      Answer answer, HttpServletResponse response, Model model, String what, String id) {
    refused(answer, response, model);
    return one(what, id, model);
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
