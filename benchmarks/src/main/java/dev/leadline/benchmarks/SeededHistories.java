package dev.leadline.benchmarks;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.Context;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.lead.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What leads did, as the service that decides would have stored it: the same for the same seed. */
final class SeededHistories {

  static final int EVENTS_OF_A_LEAD = 20;

  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  private static final String BROWSER =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
          + " Version/17.4 Safari/605.1.15";
  private static final String[] PAGES = {"pricing", "product", "blog/post", "demo", "contact"};
  private static final String[] WORDS =
      ("we are looking for a way to answer visitors of our site at night without hiring people and"
              + " would like to see what it costs for a team of ten")
          .split(" ");

  private final long seed;

  SeededHistories(long seed) {
    this.seed = seed;
  }

  /** An event of a lead; the first one registers it. */
  LeadEvent event(int lead, int number) {
    var random = new Random(seed + 31L * lead + number);
    Instant at =
        START.plusSeconds(lead).plus(Duration.ofMinutes(number)).plusMillis(random.nextInt(900));
    if (number == 0) return new LeadRegistered(SeededLeads.tenant(), LeadSource.LEADLINE, at);
    String id = lead + "-" + number;
    int kind = random.nextInt(100);
    if (number == 4 || kind < 5) return emailCaptured(id, at, lead);
    if (kind < 55) return pageViewed(id, at, random);
    if (kind < 95) return messageReceived(id, at, lead, random);
    return meetingBooked(id, at, lead);
  }

  private static InteractionRecorded pageViewed(String id, Instant at, RandomGenerator random) {
    String url = "https://www.example.com/" + PAGES[random.nextInt(PAGES.length)];
    var payload = Json.MAPPER.createObjectNode().put("url", url).put("title", "A page of a site");
    var context =
        new Context(
            null,
            BROWSER,
            url,
            "https://www.google.com/",
            Map.of("source", "google", "medium", "cpc", "campaign", "autumn"),
            "en-US",
            "Europe/Lisbon",
            null);
    return interaction(
        "leadline.web.page-viewed.v1",
        Channel.WEB,
        id,
        at,
        null,
        decision(Stage.BROWSING, 0, "Visited Webpage", 1, "PT"),
        content(List.of(), List.of(), null, payload.toString(), context, null));
  }

  private static InteractionRecorded messageReceived(
      String id, Instant at, int lead, RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = 4 + random.nextInt(25); i > 0; i--)
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    var payload =
        Json.MAPPER
            .createObjectNode()
            .put("messageId", "m-" + id)
            .put("text", text.toString().strip());
    return interaction(
        "leadline.chat.message-received.v1",
        Channel.CHAT,
        id,
        at,
        "c-" + lead,
        decision(Stage.ENGAGED, 1, "Sent Chat Message", 5, null),
        content(List.of(), List.of(), null, payload.toString(), null, null));
  }

  private static InteractionRecorded emailCaptured(String id, Instant at, int lead) {
    String email = "person.%d@company%d.example".formatted(lead, lead % 997);
    var payload = Json.MAPPER.createObjectNode().put("field", "email").put("value", email);
    return interaction(
        "leadline.chat.email-captured.v1",
        Channel.CHAT,
        id,
        at,
        "c-" + lead,
        decision(Stage.EMAIL_CAPTURED, 0, "Shared Email", 6, null),
        content(
            List.of(new IdentityKey(IdentityKey.Kind.EMAIL, email)),
            List.of(new Content.Observation("email", Value.text(email), Provenance.SELF)),
            null,
            payload.toString(),
            null,
            "Person " + lead));
  }

  private static InteractionRecorded meetingBooked(String id, Instant at, int lead) {
    Instant startsAt = at.plus(Duration.ofDays(2));
    var payload =
        Json.MAPPER
            .createObjectNode()
            .put("meetingId", "meeting-" + lead)
            .put("startsAt", startsAt.toString());
    return interaction(
        "leadline.calendar.meeting-booked.v1",
        Channel.CALENDAR,
        id,
        at,
        null,
        decision(Stage.CALL_SCHEDULED, 0, "Scheduled Call", 9, null),
        content(
            List.of(),
            List.of(),
            new MeetingChange("meeting-" + lead, MeetingChange.State.BOOKED, startsAt, null),
            payload.toString(),
            null,
            null));
  }

  private static Decision decision(
      Stage stage, int messages, String label, int rank, @Nullable String country) {
    return new Decision(
        List.of(stage), messages, new Decision.Action(label, rank), country, null, false, false);
  }

  private static Content content(
      List<IdentityKey> identities,
      List<Content.Observation> observations,
      @Nullable MeetingChange meeting,
      String payload,
      @Nullable Context context,
      @Nullable String actorName) {
    return new Content(
        identities, observations, null, null, meeting, null, new Json(payload), context, actorName);
  }

  private static InteractionRecorded interaction(
      String type,
      Channel channel,
      String id,
      Instant at,
      @Nullable String conversation,
      Decision decision,
      Content content) {
    var origin =
        new Origin(
            type,
            "/channels/" + channel.name().toLowerCase(Locale.ROOT),
            id,
            at,
            at,
            null,
            at.plusMillis(40),
            channel,
            Actor.Kind.LEAD,
            channel == Channel.CHAT ? new Agent("agent-17", Agent.Type.CHAT, "3") : null,
            conversation,
            false,
            false);
    return new InteractionRecorded(origin, decision, null, content);
  }
}
