package dev.leadline.timeline.domain;

import dev.leadline.events.WireName;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelineEntry.Who;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
   * @param leadId of the stream that the event is in; an entry that came by the keys of an absorbed
   *     lead is in that one's part of the timeline
   * @param sequence the position of the event among those of the stream
   */
  public static List<TimelineEntry> of(String leadId, long sequence, LeadEvent event) {
    if (event instanceof InteractionRecorded interaction)
      return interaction(leadId, sequence, interaction);
    Marker marker = Marker.of(event);
    return marker == null ? List.of() : List.of(entry(leadId, sequence, event, marker));
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
    boolean marker = MARKERS.contains(entry.type());
    Rendering rendering =
        marker ? Marker.erased(entry) : Rendering.of(ChannelFacts.erased(entry.type()));
    if (rendering == null) rendering = Rendering.note(Words.ofType(entry.type()));
    return new TimelineEntry(
        entry.entryId(),
        entry.at(),
        rendering.kind(),
        entry.type(),
        entry.channel(),
        marker ? entry.actor() : new Who(entry.actor().kind(), null),
        rendering.text(),
        rendering.label(),
        entry.late(),
        entry.hidden(),
        entry.suppressed(),
        null,
        null);
  }

  private static List<TimelineEntry> interaction(
      String streamId, long sequence, InteractionRecorded event) {
    ChannelFact fact = fact(event);
    Rendering rendering = Rendering.of(fact);
    if (rendering == null) return List.of();
    Origin origin = event.origin();
    Content content = event.personal();
    String leadId = event.leadId() == null ? streamId : event.leadId();
    return List.of(
        new TimelineEntry(
            ReadModels.entryId(leadId, origin.at(), sequence, 0, streamId),
            origin.at(),
            rendering.kind(),
            origin.type(),
            origin.channel(),
            new Who(origin.actor(), content == null ? null : content.actorName()),
            rendering.text(),
            rendering.label(),
            origin.late(),
            event.decision().hidden(),
            event.decision().suppressed(),
            messageId(origin.actor(), fact),
            fact instanceof VoiceFact voice ? voice.callId() : null));
  }

  /** What the channel calls a message that an agent has written. */
  private static @Nullable String messageId(Actor.Kind actor, ChannelFact fact) {
    if (actor != Actor.Kind.AGENT) return null;
    if (fact instanceof ChatFact.MessageSent sent) return sent.messageId();
    if (fact instanceof EmailFact.Sent sent) return sent.emailId();
    return fact instanceof TextFact.MessageSent sent ? sent.sid() : null;
  }

  private static ChannelFact fact(InteractionRecorded event) {
    String type = event.origin().type();
    Content content = event.personal();
    return content == null ? ChannelFacts.erased(type) : ChannelFacts.of(type, content.payload());
  }

  private static TimelineEntry entry(String leadId, long sequence, LeadEvent event, Marker marker) {
    LeadEvent.Member by = marker.by();
    return new TimelineEntry(
        ReadModels.entryId(leadId, marker.at(), sequence, 0),
        marker.at(),
        marker.kind(),
        WireName.of(event.getClass()).cloudEventType(),
        marker.channel(),
        by == null ? new Who(Actor.Kind.SYSTEM, null) : new Who(Actor.Kind.MEMBER, by.name()),
        marker.text(),
        marker.label(),
        false,
        false,
        false,
        null,
        null);
  }
}
