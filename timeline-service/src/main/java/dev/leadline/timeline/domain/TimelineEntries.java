package dev.leadline.timeline.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelineEntry.Kind;
import dev.leadline.events.view.TimelineEntry.Who;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the stored events of a lead add to its timeline. */
public final class TimelineEntries {

  /** Types of the entries that are no channel events. */
  private static final Set<String> MARKERS =
      WireName.catalogue(LeadEvent.class).values().stream()
          .map(event -> WireName.of(event).cloudEventType())
          .collect(Collectors.toUnmodifiableSet());

  private TimelineEntries() {}

  /**
   * The entries of one event. Total: an erased event and one of an unknown kind have theirs.
   *
   * @param sequence the position of the event among those of the lead
   */
  public static List<TimelineEntry> of(String leadId, long sequence, LeadEvent event) {
    return switch (event) {
      case LeadRegistered _ -> List.of();
      case InteractionRecorded interaction -> List.of(interaction(leadId, sequence, interaction));
      case LeadErased erased ->
          List.of(marker(leadId, sequence, erased, erased.at(), "Personal data erased"));
        // Control, block and merge markers come here with their events, by marker(...).
    };
  }

  /** Whether this version can say more of the event than that it happened. */
  public static boolean understands(LeadEvent event) {
    if (!(event instanceof InteractionRecorded interaction)) return true;
    return !(fact(interaction) instanceof UnrecognisedFact);
  }

  /**
   * An entry after the erasure of the person: what {@link #of} makes of the same event once the
   * event store has forgotten what was personal in it.
   */
  public static TimelineEntry withoutPersonal(TimelineEntry entry) {
    if (MARKERS.contains(entry.type())) return entry;
    Rendering rendering = Rendering.of(ChannelFacts.erased(entry.type()));
    return new TimelineEntry(
        entry.entryId(),
        entry.at(),
        rendering.kind(),
        entry.type(),
        entry.channel(),
        new Who(entry.actor().kind(), null),
        rendering.text(),
        rendering.label(),
        entry.late(),
        entry.hidden());
  }

  private static TimelineEntry interaction(
      String leadId, long sequence, InteractionRecorded event) {
    Origin origin = event.origin();
    Content content = event.personal();
    Rendering rendering = Rendering.of(fact(event));
    return new TimelineEntry(
        ReadModels.entryId(leadId, origin.at(), sequence, 0),
        origin.at(),
        rendering.kind(),
        origin.type(),
        origin.channel(),
        new Who(origin.actor(), content == null ? null : content.actorName()),
        rendering.text(),
        rendering.label(),
        origin.late(),
        false);
  }

  private static ChannelFact fact(InteractionRecorded event) {
    String type = event.origin().type();
    Content content = event.personal();
    return content == null ? ChannelFacts.erased(type) : ChannelFacts.of(type, content.payload());
  }

  /** An entry that is no channel event: its label holds nothing personal of the lead. */
  private static TimelineEntry marker(
      String leadId, long sequence, LeadEvent event, Instant at, String label) {
    return new TimelineEntry(
        ReadModels.entryId(leadId, at, sequence, 0),
        at,
        Kind.MARKER,
        WireName.of(event.getClass()).cloudEventType(),
        Channel.SYSTEM,
        new Who(Actor.Kind.SYSTEM, null),
        null,
        label,
        false,
        false);
  }
}
