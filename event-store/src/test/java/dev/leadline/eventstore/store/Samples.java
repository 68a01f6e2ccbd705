package dev.leadline.eventstore.store;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.Origin;
import dev.leadline.eventstore.EventMetadata;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events of leads, alike but for what is given. */
final class Samples {

  static final String TENANT = "default";
  static final Instant AT = Instant.parse("2026-11-22T09:00:00.250Z");

  private Samples() {}

  static LeadEvent registered() {
    return new LeadRegistered(TENANT, LeadSource.LEADLINE, AT);
  }

  /** A message of the lead in which it tells its email. */
  static InteractionRecorded message(String email, String text) {
    return new InteractionRecorded(
        new Origin(
            "leadline.chat.message-received.v1",
            "/channels/chat/agent-17",
            "01JD8Q6Z4W5M7R0V3T2B1N9KXA",
            AT,
            AT,
            null,
            AT.plusMillis(40),
            Channel.CHAT,
            Actor.Kind.LEAD,
            null,
            "c-9",
            false,
            false),
        new Decision(
            List.of(Stage.ENGAGED, Stage.EMAIL_CAPTURED),
            1,
            new Decision.Action("Sent Chat Message", 40),
            "DE",
            null,
            false,
            false),
        null,
        new Content(
            List.of(new IdentityKey(IdentityKey.Kind.EMAIL, email)),
            List.of(new Content.Observation("email", Value.text(email), Provenance.SELF)),
            null,
            null,
            null,
            null,
            Json.of(Json.MAPPER.createObjectNode().put("messageId", "m-1").put("text", text)),
            null,
            "Ana"));
  }

  static EventMetadata withId(UUID eventId) {
    return new EventMetadata(eventId, null, 7L, TENANT, "00-trace-01");
  }

  static String newLead() {
    return UUID.randomUUID().toString();
  }
}
