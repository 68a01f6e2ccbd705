package dev.leadline.gateway.http;

import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.NextSteps;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.gateway.domain.Blocks;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.TimelineQuery;
import dev.leadline.gateway.handling.ReadTimeline;
import dev.leadline.gateway.handling.ShowLead;
import dev.leadline.gateway.handling.TimelinePage;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of one lead, for people. */
@Controller
final class LeadPages {

  private final KnownLeads leads;
  private final ReadTimeline timeline;
  private final TenantSettings settings;
  private final Clock clock;

  LeadPages(KnownLeads leads, ReadTimeline timeline, TenantSettings settings, Clock clock) {
    this.leads = leads;
    this.timeline = timeline;
    this.settings = settings;
    this.clock = clock;
  }

  /** The tab Timeline; with a cursor, another page of it. */
  @GetMapping("/leads/{leadId}")
  String timeline(
      @PathVariable String leadId,
      @RequestParam(required = false) @Nullable String cursor,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    ShowLead.Lead lead = leads.of(leadId);
    if (lead.isMoved()) return "redirect:/leads/" + lead.state().leadId();
    var viewer = Viewer.of(zone, clock.instant());
    head(lead, viewer, model);
    fill(lead, cursor, LeadQuery.DEFAULT_LIMIT, viewer, model);
    model.addAttribute("tab", "timeline");
    return "lead";
  }

  /** A stretch of the timeline alone. */
  @GetMapping("/leads/{leadId}/timeline")
  String stretch(
      @PathVariable String leadId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    var viewer = Viewer.of(zone, clock.instant());
    ShowLead.Lead lead = leads.of(leadId);
    head(lead, viewer, model);
    fill(lead, cursor, Pages.limit(limit), viewer, model);
    return "timeline :: stretch";
  }

  /** The tab Lead Details. */
  @GetMapping("/leads/{leadId}/details")
  String details(
      @PathVariable String leadId,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    ShowLead.Lead lead = leads.of(leadId);
    if (lead.isMoved()) return "redirect:/leads/" + lead.state().leadId() + "/details";
    var viewer = Viewer.of(zone, clock.instant());
    head(lead, viewer, model);
    LeadDetail detail = LeadDetail.of(lead.state(), lead.askedFor(), viewer.now());
    model.addAttribute("sections", DetailLine.sections(detail, viewer));
    model.addAttribute("tab", "details");
    return "lead";
  }

  private static void head(ShowLead.Lead shown, Viewer viewer, Model model) {
    LeadState lead = shown.state();
    NextSteps steps = NextSteps.of(lead, viewer.now());
    model.addAttribute("lead", new LeadLine(LeadRow.of(lead, viewer.now()), null, viewer));
    model.addAttribute(
        "upcoming", steps.upcoming().stream().map(step -> StepLine.of(step, viewer)).toList());
    model.addAttribute(
        "past", steps.past().stream().map(step -> StepLine.of(step, viewer)).toList());
  }

  private void fill(
      ShowLead.Lead lead, @Nullable String cursor, int limit, Viewer viewer, Model model) {
    TimelinePage page =
        timeline.read(
            new TimelineQuery(
                settings.tenant(),
                lead.parts(),
                Pages.within(lead.parts(), Pages.ofTimeline(cursor)),
                limit,
                Set.of(),
                Set.of()));
    model.addAttribute(
        "lines",
        Blocks.of(page.items(), viewer.zone()).stream()
            .map(block -> TimelineLine.of(block, viewer))
            .toList());
    model.addAttribute("older", page.nextCursor());
    model.addAttribute("newer", page.previousCursor());
    model.addAttribute("since", since(lead.state().leadId(), page.items()));
    model.addAttribute("full", page.items().size() >= limit);
  }

  /** Leads to the first of these entries and all after it, so that a live page can be redrawn. */
  private static String since(String leadId, List<TimelineEntry> items) {
    if (items.isEmpty()) return new Cursor.NewerThan(ReadModels.firstEntryId(leadId)).text();
    String first = items.getFirst().entryId();
    return new Cursor.NewerThan(first.substring(0, first.length() - 1)).text();
  }
}
