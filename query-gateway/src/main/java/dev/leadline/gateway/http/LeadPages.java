package dev.leadline.gateway.http;

import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.ShowLead;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one lead, for people. */
@Controller
final class LeadPages {

  /** Keys of a timeline have years of four digits. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final KnownLeads leads;
  private final LeadSheet sheet;
  private final ChangeStream stream;

  LeadPages(KnownLeads leads, LeadSheet sheet, ChangeStream stream) {
    this.leads = leads;
    this.sheet = sheet;
    this.stream = stream;
  }

  /** Before anything is read: from here on the page is told of changes. */
  @ModelAttribute("position")
  String position() {
    return stream.position();
  }

  /**
   * The tab Timeline; with a cursor, another page of it.
   *
   * @param at an instant: the page of the timeline on which it is, with what happened then marked
   * @param v the version that a command has made, which the page waits for
   */
  @GetMapping("/leads/{leadId}")
  String timeline(
      @PathVariable String leadId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable Instant at,
      @RequestParam(required = false) @Nullable Long v,
      HttpServletRequest request,
      Model model) {
    ShowLead.Lead lead = leads.of(leadId, v);
    if (lead.isMoved()) return "redirect:/leads/" + lead.state().leadId();
    if (at != null && at.isAfter(LATEST))
      throw Problem.BAD_PARAMETER.because("at is an instant like 2026-11-22T09:00:00Z.");
    if (at != null) return sheet.timelineAt(lead, at, request, model);
    return sheet.timeline(lead, cursor, Pages.limit(limit), request, model);
  }

  /** A stretch of the timeline alone. */
  @GetMapping("/leads/{leadId}/timeline")
  String stretch(
      @PathVariable String leadId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      HttpServletRequest request,
      Model model) {
    return sheet.stretch(leads.of(leadId), cursor, Pages.limit(limit), request, model);
  }

  /** The tab Lead Details; with a field, that one closely. */
  @GetMapping("/leads/{leadId}/details")
  String details(
      @PathVariable String leadId,
      @RequestParam(required = false) @Nullable String field,
      @RequestParam(required = false) @Nullable Long v,
      HttpServletRequest request,
      Model model) {
    ShowLead.Lead lead = leads.of(leadId, v);
    if (lead.isMoved()) return "redirect:/leads/" + lead.state().leadId() + "/details";
    return sheet.details(lead, field, request, model);
  }
}
