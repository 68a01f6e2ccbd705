package dev.leadline.gateway.http;

import dev.leadline.events.Channel;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.events.view.NextSteps;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.TimelineQuery;
import dev.leadline.gateway.handling.LeadsPage;
import dev.leadline.gateway.handling.ListLeads;
import dev.leadline.gateway.handling.ReadTimeline;
import dev.leadline.gateway.handling.ShowLead;
import dev.leadline.gateway.handling.TimelinePage;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Leads, for programs. */
@RestController
final class LeadsApi {

  private final ListLeads list;
  private final KnownLeads leads;
  private final ReadTimeline timeline;
  private final TenantSettings settings;
  private final Clock clock;

  LeadsApi(
      ListLeads list,
      KnownLeads leads,
      ReadTimeline timeline,
      TenantSettings settings,
      Clock clock) {
    this.list = list;
    this.leads = leads;
    this.timeline = timeline;
    this.settings = settings;
    this.clock = clock;
  }

  /** The list of leads, filtered, searched, sorted and counted. */
  @TakesFilters
  @GetMapping("/v1/leads")
  LeadsPage leads(HttpServletRequest request) {
    Instant now = clock.instant();
    LeadQuery query = ListRequest.of(request.getParameterMap()).query(settings, now);
    return LeadsPage.of(list.list(query), query.filters().bounds(), now);
  }

  /** All that is known about a lead; with a version that a command answered, not before it. */
  @GetMapping("/v1/leads/{leadId}")
  LeadDetail lead(
      @PathVariable String leadId, @RequestParam(required = false) @Nullable Long minVersion) {
    ShowLead.Lead lead = leads.of(leadId, minVersion);
    return LeadDetail.of(lead.state(), lead.askedFor(), clock.instant());
  }

  /** What workflows will do with a lead, and what they did. */
  @GetMapping("/v1/leads/{leadId}/next-steps")
  NextSteps nextSteps(@PathVariable String leadId) {
    return NextSteps.of(leads.of(leadId).state(), clock.instant());
  }

  /** The history of a lead: the newest page first, oldest entry first inside a page. */
  @GetMapping("/v1/leads/{leadId}/timeline")
  TimelinePage timeline(
      @PathVariable String leadId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable Set<@Nullable Channel> channel,
      @RequestParam(required = false) @Nullable Set<TimelineEntry.@Nullable Kind> kind) {
    Cursor from = Pages.ofTimeline(cursor);
    int most = Pages.limit(limit);
    List<String> parts = leads.of(leadId).parts();
    var query =
        new TimelineQuery(
            settings.tenant(),
            parts,
            Pages.within(parts, from),
            most,
            some("channel", channel),
            some("kind", kind));
    return timeline.read(query);
  }

  /** A blank one is read as null, and chooses nothing. */
  private static <T> Set<T> some(String name, @Nullable Set<@Nullable T> given) {
    if (given == null) return Set.of();
    if (given.contains(null)) throw Problem.BAD_PARAMETER.because(name + " cannot be blank.");
    return given;
  }
}
