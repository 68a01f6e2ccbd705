package dev.leadline.gateway.http;

import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.FindLeads.Answer;
import dev.leadline.gateway.domain.FindLeads.Found;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.SavedView;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.KnowAgents;
import dev.leadline.gateway.handling.ListLeads;
import dev.leadline.gateway.handling.Rows;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of leads, for people. */
@Controller
final class LeadsPages {

  private final ListLeads list;
  private final SavedViews views;
  private final KnowAgents agents;
  private final TenantSettings settings;
  private final ChangeStream stream;
  private final Clock clock;
  private final long mostStreamed;

  LeadsPages(
      ListLeads list,
      SavedViews views,
      KnowAgents agents,
      TenantSettings settings,
      ChangeStream stream,
      Clock clock,
      @Value("${leadline.query-gateway.exports.most-streamed}") long mostStreamed) {
    this.list = list;
    this.views = views;
    this.agents = agents;
    this.settings = settings;
    this.stream = stream;
    this.clock = clock;
    this.mostStreamed = mostStreamed;
  }

  /** Before anything is read: from here on the page is told of changes. */
  @ModelAttribute("position")
  String position() {
    return stream.position();
  }

  /** A view in the menu above the list. */
  record View(String id, String name, String href, boolean here, boolean shared, boolean own) {}

  @GetMapping("/")
  String home() {
    return "redirect:/leads";
  }

  /** The whole page; also without scripts, one page after another. */
  @GetMapping("/leads")
  String leads(
      HttpServletRequest request,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    fill(request, Set.of(), true, zone, model);
    model.addAttribute("mostStreamed", mostStreamed);
    model.addAttribute("views", views(ListRequest.ofForm(request.getParameterMap())));
    return "leads";
  }

  /** Null while those who keep them are away: the list is there without them. */
  private @Nullable List<View> views(ListRequest asked) {
    Map<String, List<String>> here = SavedViews.lasting(asked);
    try {
      return views.all().stream().map(view -> shown(view, here)).toList();
    } catch (Unavailable away) {
      return null;
    }
  }

  private View shown(SavedView view, Map<String, List<String>> here) {
    Map<String, List<String>> query = QueryBody.kept(view.query()).given();
    return new View(
        view.id().toString(),
        view.name(),
        FilterForm.href("/leads", query),
        query.equals(here) && !here.isEmpty(),
        view.shared(),
        views.isOwn(view));
  }

  /** The next lines of the list. */
  @GetMapping("/leads/rows")
  String more(
      HttpServletRequest request,
      @RequestParam String cursor,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    fill(request, Set.of(), false, zone, model);
    return "rows :: more";
  }

  /**
   * Lines that changed and are in the list, all in one answer; without ids, the first lines.
   *
   * @param id of leads; one that is not in the answer is not in the list any more
   */
  @GetMapping("/leads/changes")
  String changes(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable Set<String> id,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    if (id != null && id.size() > LeadQuery.MOST)
      throw Problem.BAD_PARAMETER.because(
          "id is given %d times at most.".formatted(LeadQuery.MOST));
    fill(request, id == null ? Set.of() : id, false, zone, model);
    return "rows :: changes";
  }

  private static LeadLine line(Found found, Viewer viewer) {
    LeadRow row = Rows.read(found.row()).at(viewer.now());
    return new LeadLine(row, found.place(row.leadId()), viewer);
  }

  private void fill(
      HttpServletRequest request,
      Set<String> among,
      boolean counted,
      @Nullable String zone,
      Model model) {
    Instant now = clock.instant();
    ListRequest asked = ListRequest.ofForm(request.getParameterMap());
    LeadQuery whole = asked.query(settings, now);
    LeadQuery query = counted ? whole : whole.uncounted();
    Answer answer = list.list(query);
    Answer shown = among.isEmpty() ? answer : list.list(query.among(among));
    var viewer = Viewer.of(zone, now);
    model.addAttribute("lines", shown.found().stream().map(one -> line(one, viewer)).toList());
    model.addAttribute("total", answer.total());
    Set<String> named = answer.facets().getOrDefault(Dimension.AGENT, Map.of()).keySet();
    model.addAttribute(
        "form", new FilterForm(asked, query, answer, agents.channels(settings.tenant(), named)));
  }
}
