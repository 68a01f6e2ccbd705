package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.handling.LeadsPage;
import dev.leadline.gateway.handling.ListLeads;
import dev.leadline.gateway.handling.ShowRows;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of leads, for people. */
@Controller
final class LeadsPages {

  private final ListLeads list;
  private final ShowRows rows;
  private final TenantSettings settings;
  private final Clock clock;

  LeadsPages(ListLeads list, ShowRows rows, TenantSettings settings, Clock clock) {
    this.list = list;
    this.rows = rows;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/")
  String home() {
    return "redirect:/leads";
  }

  /** The whole page; also without scripts, one page after another. */
  @GetMapping("/leads")
  String leads(
      @RequestParam(required = false) @Nullable String cursor,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    fill(model, cursor, zone);
    return "leads";
  }

  /** The next lines of the list. */
  @GetMapping("/leads/rows")
  String more(
      @RequestParam String cursor,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    fill(model, cursor, zone);
    return "rows :: more";
  }

  private void fill(Model model, @Nullable String cursor, @Nullable String zone) {
    LeadsPage page =
        list.list(
            new LeadQuery(
                settings.tenant(), List.of(), Pages.afterLead(cursor), LeadQuery.DEFAULT_LIMIT));
    var viewer = Viewer.of(zone, clock.instant());
    model.addAttribute(
        "lines", page.items().stream().map(row -> new LeadLine(row, viewer)).toList());
    model.addAttribute("total", page.total());
    model.addAttribute("next", page.nextCursor());
    model.addAttribute("first", cursor == null);
  }

  /** Lines that changed, all in one answer; without ids, the newest lines. */
  @GetMapping("/leads/changes")
  String changes(
      @RequestParam(required = false) @Nullable List<String> id,
      @CookieValue(name = "zone", required = false) @Nullable String zone,
      Model model) {
    if (id == null) {
      fill(model, null, zone);
      return "rows :: changes";
    }
    if (id.size() > LeadQuery.MOST)
      throw Problem.BAD_PARAMETER.because(
          "id is given %d times at most.".formatted(LeadQuery.MOST));
    var viewer = Viewer.of(zone, clock.instant());
    model.addAttribute(
        "lines",
        rows.show(settings.tenant(), id).stream().map(row -> new LeadLine(row, viewer)).toList());
    model.addAttribute(
        "total", list.list(new LeadQuery(settings.tenant(), List.of(), null, 1)).total());
    return "rows :: changes";
  }
}
