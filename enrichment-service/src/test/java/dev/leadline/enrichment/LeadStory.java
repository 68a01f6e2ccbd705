package dev.leadline.enrichment;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Context;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What happens with one lead, as lead-service decides and announces it. */
public final class LeadStory {

  private final String leadId;
  private final List<LeadEvent> told = new ArrayList<>();
  private final List<Instant> times = new ArrayList<>();
  private Instant now = Instant.now().minusSeconds(60);
  private String network;
  private String agent = "Browser";
  private String country = "US";
  private boolean blocked;
  private Duration delay = Duration.ZERO;

  private LeadStory(String leadId) {
    this.leadId = leadId;
  }

  public static LeadStory of(String leadId) {
    return new LeadStory(leadId);
  }

  /** From where and with what it comes from now on. */
  public LeadStory from(String newNetwork, String userAgent, String in) {
    network = newNetwork;
    agent = userAgent;
    country = in;
    return this;
  }

  public LeadStory later(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  /** From now on everything is received so long after it happened. */
  public LeadStory receivedAfter(Duration pause) {
    delay = pause;
    return this;
  }

  public LeadStory views(String path) {
    return happens(
        "web.page-viewed",
        Channel.WEB,
        "{\"url\": \"https://www.example.com%s\"}".formatted(path),
        0,
        List.of());
  }

  public LeadStory writes(String text) {
    return happens(
        "chat.message-received",
        Channel.CHAT,
        "{\"messageId\": \"m-%d\", \"text\": \"%s\"}".formatted(told.size(), text),
        1,
        List.of());
  }

  public LeadStory leaves(String email) {
    return happens(
        "chat.email-captured",
        Channel.CHAT,
        "{\"field\": \"email\", \"value\": \"%s\"}".formatted(email),
        0,
        List.of(new Observation("email", Value.text(email), Provenance.SELF)));
  }

  public LeadStory givesPhone(String phone) {
    return happens(
        "chat.field-captured",
        Channel.CHAT,
        "{\"field\": \"phone_number\", \"value\": \"%s\"}".formatted(phone),
        0,
        List.of(new Observation("phone_number", Value.text(phone), Provenance.SELF)));
  }

  public LeadStory isDeanonymized(String email) {
    return happens(
        "deanonymization.matched",
        Channel.SYSTEM,
        "{\"provider\": \"x\", \"level\": \"PERSON\"}",
        0,
        List.of(new Observation("email", Value.text(email), Provenance.DEANONYMIZED_PERSON)));
  }

  public LeadStory bounces() {
    return happens(
        "email.bounced",
        Channel.EMAIL,
        "{\"emailId\": \"e-1\", \"bounce\": \"HARD\", \"code\": \"550\"}",
        0,
        List.of());
  }

  /** Mail to this address came back, whatever the lead's address is now. */
  public LeadStory bouncesAt(String email) {
    return happens(
        "email.bounced",
        Channel.EMAIL,
        "{\"emailId\": \"e-1\", \"bounce\": \"HARD\", \"code\": \"550\"}",
        0,
        List.of(new Observation("email", Value.text(email), Provenance.API)));
  }

  /** A member types something in. */
  public LeadStory isEdited(String field, String value) {
    return adds(
        new LeadEvent.FieldEdited(
            new LeadEvent.Member("sam.reed", "Sam Reed"),
            new Moment(now, "/team", "e-" + told.size()),
            new LeadEvent.Edit(field, Value.text(value), null)));
  }

  public LeadStory isBlocked() {
    blocked = true;
    return adds(new LeadEvent.LeadBlocked(Block.Origin.MANUAL, null, null, null, now, null));
  }

  public LeadStory isErased() {
    return adds(new LeadEvent.LeadErased(now, null, List.of()));
  }

  private LeadStory happens(
      String type, Channel channel, String payload, int messages, List<Observation> observations) {
    boolean byLead = channel != Channel.SYSTEM && channel != Channel.EMAIL;
    var origin =
        new Origin(
            "leadline." + type + ".v1",
            "/channels/test",
            leadId + "-" + told.size(),
            now,
            now,
            null,
            now.plus(delay),
            channel,
            byLead ? Actor.Kind.LEAD : Actor.Kind.SYSTEM,
            null,
            null,
            false,
            false);
    var decision =
        blocked
            ? Decision.HIDDEN
            : new Decision(List.of(), messages, null, country, null, false, false);
    var content =
        new Content(
            List.of(new IdentityKey(IdentityKey.Kind.ANONYMOUS_ID, "visitor-" + leadId)),
            observations,
            null,
            null,
            null,
            null,
            new Json(payload),
            new Context(null, agent, null, null, Map.of(), "en-US", "UTC", null),
            null,
            network,
            List.of());
    return adds(new InteractionRecorded(origin, decision, null, content));
  }

  private LeadStory adds(LeadEvent event) {
    told.add(event);
    times.add(now);
    now = now.plusSeconds(1);
    return this;
  }

  /** All of it, from the beginning, as it is announced. */
  public List<LeadAnnouncement> announced() {
    return IntStream.range(0, told.size())
        .mapToObj(
            i ->
                new LeadAnnouncement(
                    "default", leadId, leadId + "-event-" + i, i, times.get(i), told.get(i), null))
        .toList();
  }

  /** Tells all of it, from the beginning: what was told before is told again. */
  public LeadStory to(RunningService service) {
    for (int i = 0; i < told.size(); i++)
      service.announce(leadId, leadId + "-event-" + i, i, times.get(i), told.get(i));
    return this;
  }
}
