package dev.leadline.timeline.domain;

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
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.lead.TouchpointChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Stored events, as the service that decides would have stored them. */
public final class Histories {

  public static final String TENANT = "acme";
  public static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

  public static final Decision NOTHING = new Decision(List.of(), 0, null, null, null, false, false);

  private Histories() {}

  public static LeadRegistered registered() {
    return new LeadRegistered(TENANT, LeadSource.LEADLINE, START);
  }

  public static InteractionRecorded pageView(String id, Instant at) {
    return interaction(
        id,
        at,
        "leadline.web.page-viewed.v1",
        Channel.WEB,
        "{\"url\":\"https://www.example.com/pricing?email=ana@acme.example\",\"title\":\"Pricing\"}",
        new Decision(
            List.of(Stage.BROWSING),
            0,
            new Decision.Action("Visited Webpage", 1),
            "PT",
            null,
            false,
            false),
        null);
  }

  public static InteractionRecorded chatMessage(String id, Instant at, String text) {
    var payload =
        Json.MAPPER.createObjectNode().put("messageId", "m-" + id).put("text", text).toString();
    return interaction(
        id,
        at,
        "leadline.chat.message-received.v1",
        Channel.CHAT,
        payload,
        new Decision(
            List.of(Stage.ENGAGED),
            1,
            new Decision.Action("Sent Chat Message", 5),
            null,
            null,
            false,
            false),
        null);
  }

  public static InteractionRecorded email(String id, Instant at, String email) {
    return interaction(
        id,
        at,
        "leadline.chat.email-captured.v1",
        Channel.CHAT,
        "{\"field\":\"email\",\"value\":\"" + email + "\"}",
        new Decision(
            List.of(Stage.EMAIL_CAPTURED),
            0,
            new Decision.Action("Shared Email", 6),
            null,
            null,
            false,
            false),
        new Content(
            List.of(new IdentityKey(IdentityKey.Kind.EMAIL, email)),
            List.of(new Content.Observation("email", Value.text(email), Provenance.SELF)),
            null,
            null,
            null,
            null,
            new Json("{}"),
            null,
            "Ana Lima"));
  }

  public static InteractionRecorded booking(String id, Instant at, String meetingId) {
    Instant startsAt = at.plus(Duration.ofDays(2));
    return interaction(
        id,
        at,
        "leadline.calendar.meeting-booked.v1",
        Channel.CALENDAR,
        "{\"meetingId\":\"" + meetingId + "\",\"startsAt\":\"" + startsAt + "\"}",
        new Decision(
            List.of(Stage.CALL_SCHEDULED),
            0,
            new Decision.Action("Scheduled Call", 9),
            null,
            null,
            false,
            false),
        new Content(
            List.of(),
            List.of(),
            null,
            null,
            new MeetingChange(meetingId, MeetingChange.State.BOOKED, startsAt, null),
            null,
            new Json("{}"),
            null,
            null));
  }

  public static InteractionRecorded step(
      String id, Instant at, String stepId, TouchpointChange.What what) {
    Instant dueAt = at.plus(Duration.ofHours(5));
    boolean scheduled = what == TouchpointChange.What.SCHEDULED;
    return interaction(
        id,
        at,
        scheduled ? "leadline.workflow.step-scheduled.v1" : "leadline.workflow.step-executed.v1",
        Channel.WORKFLOW,
        scheduled
            ? "{\"enrolmentId\":\"%s\",\"stepId\":\"%s\",\"kind\":\"EMAIL\",\"dueAt\":\"%s\"}"
                .formatted(stepId, stepId, dueAt)
            : "{\"enrolmentId\":\"%s\",\"stepId\":\"%s\"}".formatted(stepId, stepId),
        NOTHING,
        new Content(
            List.of(),
            List.of(),
            scheduled
                ? TouchpointChange.scheduled(stepId, stepId, StepKind.EMAIL, null, dueAt, null)
                : TouchpointChange.ended(stepId, stepId, what, null),
            null,
            null,
            null,
            new Json("{}"),
            null,
            null));
  }

  /** An interaction; the given content says all but the payload. */
  public static InteractionRecorded interaction(
      String id,
      Instant at,
      String type,
      Channel channel,
      String payload,
      Decision decision,
      @Nullable Content content) {
    var origin =
        new Origin(
            type,
            "/channels/" + channel.name().toLowerCase(java.util.Locale.ROOT),
            id,
            at,
            at,
            null,
            at.plusMillis(40),
            channel,
            channel == Channel.WORKFLOW ? Actor.Kind.SYSTEM : Actor.Kind.LEAD,
            channel == Channel.CHAT ? new Agent("agent-17", Agent.Type.CHAT, "3") : null,
            null,
            false,
            false);
    var said =
        content == null
            ? new Content(
                List.of(), List.of(), null, null, null, null, new Json(payload), null, null)
            : new Content(
                content.identities(),
                content.observations(),
                content.touchpoint(),
                content.enrolment(),
                content.meeting(),
                content.score(),
                new Json(payload),
                content.context(),
                content.actorName());
    return new InteractionRecorded(origin, decision, null, said);
  }

  /** Interactions of one lead, some at the same instant, about few steps, meetings and values. */
  public static List<InteractionRecorded> random(Random random, int size) {
    var events = new ArrayList<InteractionRecorded>();
    for (int i = 0; i < size; i++) {
      Instant at = START.plusSeconds(random.nextInt(size));
      String id = "e-" + i;
      String step = "s-" + random.nextInt(3);
      events.add(
          switch (random.nextInt(6)) {
            case 0 -> pageView(id, at);
            case 1 -> chatMessage(id, at, "Message " + random.nextInt(100));
            case 2 -> email(id, at, "ana" + random.nextInt(3) + "@acme.example");
            case 3 -> booking(id, at, "meeting-" + random.nextInt(3));
            case 4 -> step(id, at, step, TouchpointChange.What.SCHEDULED);
            default -> step(id, at, step, TouchpointChange.What.EXECUTED);
          });
    }
    return events;
  }

  /** The events as the first ones of a lead. */
  public static List<StoredEvent> stored(String leadId, List<? extends LeadEvent> events) {
    var stored = new ArrayList<StoredEvent>();
    for (LeadEvent event : events)
      stored.add(
          new StoredEvent(TENANT, leadId, stored.size(), leadId + "-" + stored.size(), event));
    return stored;
  }
}
