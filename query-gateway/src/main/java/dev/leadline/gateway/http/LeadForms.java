package dev.leadline.gateway.http;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Stage;
import dev.leadline.gateway.http.LeadCommands.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a member does on the page of a lead: forms, which work without scripts. What is done leads
 * back to the page as it is then; what is refused is said on the page, with nothing lost that was
 * typed.
 */
@Controller
final class LeadForms {

  private final LeadCommands commands;
  private final KnownLeads leads;
  private final LeadSheet sheet;

  LeadForms(LeadCommands commands, KnownLeads leads, LeadSheet sheet) {
    this.commands = commands;
    this.leads = leads;
    this.sheet = sheet;
  }

  /**
   * Takes over.
   *
   * @param controlVersion that the member has seen
   * @param from the member who is spoken for, if the one that acts knows it
   */
  @PostMapping("/leads/{leadId}/takeover")
  String takeOver(
      @PathVariable String leadId,
      @RequestParam long controlVersion,
      @RequestParam(required = false) @Nullable String from,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ObjectNode wish = body().put("expectedControlVersion", controlVersion);
    if (from != null) wish.put("from", from);
    return ask(leadId, "takeover", wish, null, request, response, model);
  }

  @PostMapping("/leads/{leadId}/return")
  String giveBack(
      @PathVariable String leadId,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return ask(leadId, "return", body(), null, request, response, model);
  }

  @PostMapping("/leads/{leadId}/messages")
  String write(
      @PathVariable String leadId,
      @RequestParam String text,
      @RequestParam long controlVersion,
      @RequestParam(required = false) @Nullable Channel channel,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ObjectNode wish = body().put("text", text).put("controlVersion", controlVersion);
    if (channel != null) wish.put("channel", channel.name());
    return ask(leadId, "messages", wish, text, request, response, model);
  }

  @PostMapping("/leads/{leadId}/block")
  String block(
      @PathVariable String leadId,
      @RequestParam String reason,
      @RequestParam(defaultValue = "") String note,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ObjectNode wish = body().put("reason", reason).put("note", note);
    return ask(leadId, "block", wish, null, request, response, model);
  }

  @PostMapping("/leads/{leadId}/unblock")
  String unblock(
      @PathVariable String leadId,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return ask(leadId, "unblock", body().put("reason", reason), null, request, response, model);
  }

  @PostMapping("/leads/{leadId}/stage")
  String stage(
      @PathVariable String leadId,
      @RequestParam Stage stage,
      @RequestParam String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ObjectNode wish = body().put("stage", stage.name()).put("reason", reason);
    return ask(leadId, "stage", wish, null, request, response, model);
  }

  /** What a member thinks of an agent's message. */
  @PostMapping("/leads/{leadId}/feedback")
  String judge(
      @PathVariable String leadId,
      @RequestParam String messageId,
      @RequestParam String rating,
      @RequestParam(defaultValue = "") String suggestion,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ObjectNode wish = body().put("messageId", messageId).put("rating", rating);
    if (!suggestion.isBlank()) wish.put("suggestion", suggestion.strip());
    return ask(leadId, "feedback", wish, null, request, response, model);
  }

  private String ask(
      String leadId,
      String action,
      ObjectNode wish,
      @Nullable String draft,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Answer answer = commands.command(request, List.of("v1", "leads", leadId, action), wish);
    if (answer.isGood()) return back(leadId, "", answer);
    response.setStatus(answer.status());
    model.addAttribute("bad", answer.why());
    return sheet.newest(leads.of(leadId), draft, request, model);
  }

  static String back(String leadId, String tab, Answer answer) {
    Long version = answer.version();
    return "redirect:/leads/" + leadId + tab + (version == null ? "" : "?v=" + version);
  }

  static ObjectNode body() {
    return Json.MAPPER.createObjectNode();
  }
}
