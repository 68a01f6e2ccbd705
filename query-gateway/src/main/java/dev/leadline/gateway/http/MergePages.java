package dev.leadline.gateway.http;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.Filters;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.handling.ListLeads;
import dev.leadline.gateway.handling.Rows;
import dev.leadline.gateway.http.LeadCommands.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/** Two leads that are one person: found, compared, made one, and two again. */
@Controller
final class MergePages {

  private static final int MOST_FOUND = 8;

  private final KnownLeads leads;
  private final ListLeads list;
  private final LeadCommands commands;
  private final LeadSheet sheet;
  private final TenantSettings settings;
  private final Clock clock;

  MergePages(
      KnownLeads leads,
      ListLeads list,
      LeadCommands commands,
      LeadSheet sheet,
      TenantSettings settings,
      Clock clock) {
    this.leads = leads;
    this.list = list;
    this.commands = commands;
    this.sheet = sheet;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Asks which lead it is, and shows what the two would be together.
   *
   * @param with the other lead, once it is known
   * @param q by which it is searched
   */
  @GetMapping("/leads/{leadId}/merge")
  String compare(
      @PathVariable String leadId,
      @RequestParam(required = false) @Nullable String with,
      @RequestParam(defaultValue = "") String q,
      HttpServletRequest request,
      Model model) {
    LeadState lead = leads.of(leadId).state();
    fill(lead, with, q, request, model);
    return "merge";
  }

  private void fill(
      LeadState lead, @Nullable String with, String q, HttpServletRequest request, Model model) {
    var viewer = Viewer.of(request, clock.instant());
    model.addAttribute("lead", line(lead, viewer));
    model.addAttribute("q", q);
    model.addAttribute("found", with == null ? found(lead, q, viewer) : List.of());
    if (with == null) return;
    AuditTrail.about(request, List.of(with));
    LeadState other = leads.of(with).state();
    model.addAttribute("other", line(other, viewer));
    model.addAttribute("together", line(together(lead, other, viewer), viewer));
  }

  private static LeadLine line(LeadState lead, Viewer viewer) {
    return new LeadLine(LeadRow.of(lead, viewer.now()), null, viewer);
  }

  /** What the first would be if it absorbed the second. */
  private static LeadState together(LeadState lead, LeadState other, Viewer viewer) {
    var parts = new ArrayList<>(lead.absorbed());
    parts.addAll(Absorbed.partsOf(other, lead.leadId(), false, viewer.now()));
    return new LeadState(
        lead.leadId(),
        lead.tenant(),
        lead.source(),
        lead.own(),
        parts,
        lead.control(),
        lead.block(),
        lead.suggestions(),
        lead.apart(),
        null,
        lead.version(),
        null);
  }

  private List<LeadLine> found(LeadState lead, String q, Viewer viewer) {
    Search search =
        Search.of(q.length() > Search.MOST_LETTERS ? q.substring(0, Search.MOST_LETTERS) : q);
    if (search == null) return List.of();
    var filters =
        new Filters(
            TimeframeParameters.read(null, null, null, viewer.now(), settings.zone()),
            Map.of(),
            search,
            List.of(),
            Set.of(),
            true,
            null);
    return list
        .list(
            new LeadQuery(settings.tenant(), filters, SortOrder.BEST, null, MOST_FOUND + 1, false))
        .found()
        .stream()
        .map(one -> Rows.read(one.row()))
        .filter(row -> !row.leadId().equals(lead.leadId()))
        .limit(MOST_FOUND)
        .map(row -> new LeadLine(row.at(viewer.now()), null, viewer))
        .toList();
  }

  @PostMapping("/leads/{leadId}/merge")
  String merge(
      @PathVariable String leadId,
      @RequestParam String other,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    AuditTrail.about(request, List.of(other));
    Answer answer =
        commands.command(
            request,
            List.of("v1", "leads", leadId, "merge"),
            LeadForms.body().put("absorbLeadId", other));
    if (answer.isGood()) return LeadForms.back(leadId, "", answer);
    response.setStatus(answer.status());
    model.addAttribute("bad", answer.why());
    fill(leads.of(leadId).state(), other, "", request, model);
    return "merge";
  }

  @PostMapping("/leads/{leadId}/unmerge")
  String unmerge(
      @PathVariable String leadId,
      @RequestParam String other,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    AuditTrail.about(request, List.of(other));
    return ask(
        leadId,
        List.of("v1", "leads", leadId, "unmerge"),
        LeadForms.body().put("leadId", other),
        request,
        response,
        model);
  }

  /** They are two persons: nobody is asked again. */
  @PostMapping("/leads/{leadId}/apart")
  String apart(
      @PathVariable String leadId,
      @RequestParam String other,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    AuditTrail.about(request, List.of(other));
    return ask(
        leadId,
        List.of("v1", "leads", leadId, "merge-suggestions", other, "dismiss"),
        LeadForms.body(),
        request,
        response,
        model);
  }

  private String ask(
      String leadId,
      List<String> path,
      ObjectNode wish,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Answer answer = commands.command(request, path, wish);
    if (answer.isGood()) return LeadForms.back(leadId, "", answer);
    response.setStatus(answer.status());
    model.addAttribute("bad", answer.why());
    return sheet.newest(leads.of(leadId), null, request, model);
  }
}
