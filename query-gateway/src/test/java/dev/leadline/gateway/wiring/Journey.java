package dev.leadline.gateway.wiring;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.lead.TouchpointChange;
import dev.leadline.events.lead.Trace;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a lead did, written as the services before the gateway would write it. */
public final class Journey {

  private static final Decision NOTHING =
      new Decision(List.of(), 0, null, null, null, false, false);
  private static final String SOURCE = "https://acme.example/widget";

  private final List<TimelineEntry> entries = new ArrayList<>();
  private LeadState state;
  private Instant now;
  private @Nullable Decision verdict;

  private Journey(String leadId, String tenant, Instant start) {
    this.now = start;
    this.state =
        LeadState.unknown(leadId).evolve(new LeadRegistered(tenant, LeadSource.LEADLINE, start));
  }

  public static Journey of(String leadId, Instant start) {
    return new Journey(leadId, "default", start);
  }

  public static Journey inTenant(String tenant, String leadId, Instant start) {
    return new Journey(leadId, tenant, start);
  }

  public LeadState state() {
    return state;
  }

  public List<TimelineEntry> entries() {
    return List.copyOf(entries);
  }

  /** Something that is no interaction happens; it has no entry here. */
  public Journey becomes(LeadEvent event) {
    state = state.evolve(event);
    return this;
  }

  /** All entries from now on are of this kind: hidden, or suppressed. */
  public Journey under(Decision verdict) {
    this.verdict = verdict;
    return this;
  }

  /** Lets time pass before the next thing happens. */
  public Journey after(Duration time) {
    now = now.plus(time);
    return this;
  }

  public Journey views(String title) {
    return happens(
        "leadline.web.page-viewed.v1",
        Channel.WEB,
        Actor.Kind.LEAD,
        new Decision(
            List.of(), 0, new Decision.Action("Visited Webpage", 1), "PT", null, false, false),
        content(identities(), List.of()),
        TimelineEntry.Kind.PAGE_VIEW,
        title,
        "Visited Webpage");
  }

  /** A program is at work, and no person. */
  public Journey isByProgram() {
    return happens(
        "leadline.web.page-viewed.v1",
        Channel.WEB,
        Actor.Kind.LEAD,
        new Decision(
            List.of(), 0, new Decision.Action("Visited Webpage", 1), null, null, false, false),
        new Content(
            identities(),
            List.of(),
            null,
            null,
            null,
            null,
            new Json("{}"),
            null,
            null,
            null,
            List.of(new Content.Left(Trace.Kind.PROGRAM_SEEN, ""))),
        TimelineEntry.Kind.PAGE_VIEW,
        "Home",
        "Visited Webpage");
  }

  public Journey writes(String text) {
    return happens(
        "leadline.chat.message-received.v1",
        Channel.CHAT,
        Actor.Kind.LEAD,
        new Decision(
            List.of(Stage.ENGAGED),
            1,
            new Decision.Action("Sent Chat Message", 5),
            "PT",
            null,
            false,
            false),
        content(identities(), List.of()),
        TimelineEntry.Kind.MESSAGE,
        text,
        null);
  }

  public Journey hears(String text) {
    return happens(
        "leadline.chat.message-sent.v1",
        Channel.CHAT,
        Actor.Kind.AGENT,
        NOTHING,
        content(identities(), List.of()),
        TimelineEntry.Kind.MESSAGE,
        text,
        null);
  }

  public Journey givesEmail(String email) {
    return happens(
        "leadline.chat.email-captured.v1",
        Channel.CHAT,
        Actor.Kind.LEAD,
        new Decision(
            List.of(Stage.EMAIL_CAPTURED),
            0,
            new Decision.Action("Shared Email Address", 6),
            null,
            null,
            false,
            false),
        content(
            identities(new IdentityKey(IdentityKey.Kind.EMAIL, email)),
            List.of(new Observation("email", Value.text(email), Provenance.SELF))),
        TimelineEntry.Kind.MARKER,
        null,
        "Shared an email address");
  }

  public Journey isKnownAs(String field, Value value, Provenance provenance) {
    return happens(
        "leadline.enrichment.recorded.v1",
        Channel.SYSTEM,
        Actor.Kind.VENDOR,
        NOTHING,
        content(identities(), List.of(new Observation(field, value, provenance))),
        TimelineEntry.Kind.NOTE,
        null,
        "Details were added");
  }

  public Journey isTied(IdentityKey.Kind kind, String value) {
    return happens(
        "leadline.web.page-viewed.v1",
        Channel.WEB,
        Actor.Kind.LEAD,
        new Decision(
            List.of(), 0, new Decision.Action("Visited Webpage", 1), null, null, false, false),
        content(identities(new IdentityKey(kind, value)), List.of()),
        TimelineEntry.Kind.PAGE_VIEW,
        "Home",
        "Visited Webpage");
  }

  public Journey booksMeeting(Instant startsAt) {
    return happens(
        "leadline.calendar.meeting-booked.v1",
        Channel.CALENDAR,
        Actor.Kind.LEAD,
        new Decision(
            List.of(Stage.CALL_SCHEDULED),
            0,
            new Decision.Action("Scheduled Call", 9),
            null,
            null,
            false,
            false),
        new Content(
            identities(),
            List.of(),
            null,
            null,
            new MeetingChange("meeting-1", MeetingChange.State.BOOKED, startsAt, null),
            null,
            new Json("{}"),
            null,
            null),
        TimelineEntry.Kind.MEETING,
        null,
        "Scheduled Call");
  }

  public Journey isScheduled(String step, StepKind kind, String label, Instant dueAt) {
    return touchpoint(TouchpointChange.scheduled("enrolment-1", step, kind, label, dueAt, null));
  }

  public Journey isReached(String step) {
    return touchpoint(
        TouchpointChange.ended("enrolment-1", step, TouchpointChange.What.EXECUTED, "sent"));
  }

  private Journey touchpoint(TouchpointChange change) {
    return happens(
        "leadline.workflow.step-scheduled.v1",
        Channel.WORKFLOW,
        Actor.Kind.SYSTEM,
        NOTHING,
        new Content(identities(), List.of(), change, null, null, null, new Json("{}"), null, null),
        TimelineEntry.Kind.MARKER,
        null,
        change.what() == TouchpointChange.What.SCHEDULED ? "Step scheduled" : "Step carried out");
  }

  private static List<IdentityKey> identities(IdentityKey... keys) {
    return Arrays.asList(keys);
  }

  private static Content content(List<IdentityKey> identities, List<Observation> observations) {
    return new Content(
        identities, observations, null, null, null, null, new Json("{}"), null, null);
  }

  private Journey happens(
      String type,
      Channel channel,
      Actor.Kind actor,
      Decision decision,
      Content content,
      TimelineEntry.Kind kind,
      @Nullable String text,
      @Nullable String label) {
    long sequence = state.version();
    var origin =
        new Origin(
            type,
            SOURCE,
            "event-" + sequence,
            now,
            now,
            null,
            now,
            channel,
            actor,
            channel == Channel.CHAT ? new Agent("agent-17", Agent.Type.CHAT, "3") : null,
            null,
            false,
            false);
    state =
        state.evolve(
            new InteractionRecorded(origin, verdict == null ? decision : verdict, null, content));
    entries.add(
        new TimelineEntry(
            ReadModels.entryId(state.leadId(), now, sequence, 0),
            now,
            kind,
            type,
            channel,
            new TimelineEntry.Who(actor, actor == Actor.Kind.AGENT ? "Chat Agent" : null),
            text,
            label,
            false,
            verdict != null && verdict.hidden(),
            verdict != null && verdict.suppressed(),
            actor == Actor.Kind.AGENT ? "m-" + sequence : null,
            null));
    now = now.plusSeconds(1);
    return this;
  }
}
