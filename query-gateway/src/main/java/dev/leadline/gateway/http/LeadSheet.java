package dev.leadline.gateway.http;

import dev.leadline.events.Stage;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Suggestion;
import dev.leadline.events.view.CrmFields;
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
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the page of one lead. */
@Component
final class LeadSheet {

  private final ShowLead show;
  private final ReadTimeline timeline;
  private final ValueHistory history;
  private final TenantSettings settings;
  private final Clock clock;

  LeadSheet(
      ShowLead show,
      ReadTimeline timeline,
      ValueHistory history,
      TenantSettings settings,
      Clock clock) {
    this.show = show;
    this.timeline = timeline;
    this.history = history;
    this.settings = settings;
    this.clock = clock;
  }

  /** A lead that may be the same person. */
  record Likeness(String id, String label, String why) {}

  /** A lead that is part of this one. */
  record Part(String id, Viewer.When at) {}

  /** The tab Timeline, with a stretch of it. */
  String timeline(
      ShowLead.Lead lead,
      @Nullable String cursor,
      int limit,
      HttpServletRequest request,
      Model model) {
    return timeline(lead, cursor, limit, head(lead, null, request, model), model);
  }

  /** The same, with its newest entries and what somebody was writing. */
  String newest(
      ShowLead.Lead lead, @Nullable String draft, HttpServletRequest request, Model model) {
    Viewer viewer = head(lead, draft, request, model);
    return timeline(lead, null, LeadQuery.DEFAULT_LIMIT, viewer, model);
  }

  private String timeline(
      ShowLead.Lead lead, @Nullable String cursor, int limit, Viewer viewer, Model model) {
    stretch(lead, cursor, limit, viewer, model);
    model.addAttribute("tab", "timeline");
    return "lead";
  }

  /** The tab Timeline up to a moment, with the first thing that happened then marked. */
  String timelineAt(ShowLead.Lead lead, Instant at, HttpServletRequest request, Model model) {
    Viewer viewer = head(lead, null, request, model);
    String after = ReadModels.entryId(lead.state().leadId(), at.plusNanos(1), 0, 0);
    String cursor = new Cursor.OlderThan(after).text();
    List<TimelineLine> lines = stretch(lead, cursor, LeadQuery.DEFAULT_LIMIT, viewer, model);
    model.addAttribute(
        "marked", lines.stream().filter(line -> line.isOf(at)).findFirst().orElse(null));
    model.addAttribute("tab", "timeline");
    return "lead";
  }

  /**
   * The tab Lead Details.
   *
   * @param field that is looked at closely; null for none
   */
  String details(
      ShowLead.Lead lead, @Nullable String field, HttpServletRequest request, Model model) {
    Viewer viewer = head(lead, null, request, model);
    LeadDetail detail = LeadDetail.of(lead.state(), lead.askedFor(), viewer.now());
    List<DetailLine.Section> sections = DetailLine.sections(detail, viewer);
    model.addAttribute("sections", sections);
    model.addAttribute("tab", "details");
    if (field != null) {
      model.addAttribute(
          "chosen",
          sections.stream()
              .flatMap(section -> section.fields().stream())
              .filter(line -> line.id().equals(field))
              .findFirst()
              .orElseThrow(
                  () -> Problem.NOT_FOUND.because("The lead has no field '" + field + "'.")));
      model.addAttribute("history", history.of(lead.state().leadId(), field, viewer));
    }
    return "lead";
  }

  /** A stretch of the timeline alone. */
  String stretch(
      ShowLead.Lead lead,
      @Nullable String cursor,
      int limit,
      HttpServletRequest request,
      Model model) {
    stretch(lead, cursor, limit, head(lead, null, request, model), model);
    return "timeline :: stretch";
  }

  private Viewer head(
      ShowLead.Lead shown, @Nullable String draft, HttpServletRequest request, Model model) {
    var viewer = Viewer.of(request, clock.instant());
    LeadState lead = shown.state();
    NextSteps steps = NextSteps.of(lead, viewer.now());
    LeadRow row = LeadRow.of(lead, viewer.now());
    model.addAttribute("lead", new LeadLine(row, null, viewer));
    model.addAttribute("talk", Talk.of(row, Teammate.of(request), draft));
    model.addAttribute("stages", Stage.values());
    model.addAttribute(
        "upcoming", steps.upcoming().stream().map(step -> StepLine.of(step, viewer)).toList());
    model.addAttribute(
        "past", steps.past().stream().map(step -> StepLine.of(step, viewer)).toList());
    model.addAttribute(
        "crm",
        CrmFields.syncs(lead.picture().known().fields()).stream()
            .map(sync -> CrmLine.of(sync, viewer))
            .toList());
    model.addAttribute(
        "likenesses",
        lead.suggestions().stream().flatMap(it -> likenesses(it, viewer).stream()).toList());
    model.addAttribute(
        "absorbed",
        lead.absorbed().stream()
            .filter(part -> part.into().equals(lead.leadId()))
            .map(part -> part(part, viewer))
            .toList());
    return viewer;
  }

  private List<Likeness> likenesses(Suggestion suggestion, Viewer viewer) {
    return switch (show.show(settings.tenant(), suggestion.leadId())) {
      case ShowLead.Lead(var state, var _) ->
          List.of(
              new Likeness(
                  suggestion.leadId(), LeadRow.of(state, viewer.now()).label(), why(suggestion)));
      case ShowLead.Erased _, ShowLead.Nobody _ -> List.of();
    };
  }

  private static String why(Suggestion suggestion) {
    return switch (suggestion.why()) {
      case OWN_EMAILS -> "Each has an email of their own";
      case OWN_IDS -> "Each has an id of their own in a connected system";
      case UNCONFIRMED -> "Nothing but a link says that they are one";
      case PHONE_ALONE -> "They share a phone number";
      case null -> "They share something that identifies them";
    };
  }

  private static Part part(Absorbed part, Viewer viewer) {
    return new Part(part.leadId(), viewer.when(part.at()));
  }

  private List<TimelineLine> stretch(
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
    boolean first = page.nextCursor() == null;
    boolean last = page.previousCursor() == null;
    var reached =
        Blocks.within(page.items(), lead.state().picture().activity().reachedAt(), first, last);
    String name = LeadRow.of(lead.state(), viewer.now()).name();
    List<TimelineLine> lines =
        Blocks.of(page.items(), reached, viewer.zone()).stream()
            .map(block -> TimelineLine.of(block, name, viewer))
            .toList();
    model.addAttribute("lines", lines);
    model.addAttribute("older", page.nextCursor());
    model.addAttribute("newer", page.previousCursor());
    model.addAttribute("since", since(lead.state().leadId(), page.items()));
    model.addAttribute("full", page.items().size() >= limit);
    return lines;
  }

  /** Leads to the first of these entries and all after it, so that a live page can be redrawn. */
  private static String since(String leadId, List<TimelineEntry> items) {
    if (items.isEmpty()) return new Cursor.NewerThan(ReadModels.firstEntryId(leadId)).text();
    String first = items.getFirst().entryId();
    return new Cursor.NewerThan(first.substring(0, first.length() - 1)).text();
  }
}
