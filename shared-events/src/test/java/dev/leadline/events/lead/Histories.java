package dev.leadline.events.lead;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random histories of one lead, small enough that times, keys and fields collide all the time. */
public final class Histories {

  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

  private final Random random;

  private Histories(Random random) {
    this.random = random;
  }

  /** Up to twenty interactions, each with an origin of its own. */
  public static List<InteractionRecorded> of(Random random) {
    var histories = new Histories(random);
    var events = new ArrayList<InteractionRecorded>();
    int size = random.nextInt(21);
    for (int number = 0; number < size; number++) events.add(histories.interaction(number));
    return events;
  }

  private InteractionRecorded interaction(int number) {
    return new InteractionRecorded(
        origin(number), decision(), random.nextInt(5) == 0 ? null : content());
  }

  private Origin origin(int number) {
    Instant at = time();
    return new Origin(
        "leadline.chat.message-received.v1",
        oneOf("/channels/chat", "/channels/mail"),
        "e-" + number,
        at,
        at,
        null,
        at.plusSeconds(1),
        oneOf(Channel.values()),
        oneOf(Actor.Kind.values()),
        maybe(new Agent(oneOf("agent-1", "agent-2", "agent-3"), Agent.Type.CHAT, "1")),
        maybe("c-1"),
        random.nextBoolean(),
        false);
  }

  private Decision decision() {
    var stages = new ArrayList<Stage>();
    for (Stage stage : Stage.values()) if (random.nextInt(4) == 0) stages.add(stage);
    int rank = random.nextInt(3);
    return new Decision(
        stages,
        random.nextInt(3),
        maybe(new Decision.Action("Action " + rank, rank)),
        maybe(oneOf("PT", "JP", "CO")));
  }

  private Content content() {
    var observations = new ArrayList<Content.Observation>();
    for (String field : List.of("email", "first_name", "company_name"))
      if (random.nextBoolean())
        observations.add(
            new Content.Observation(
                field, Value.text(oneOf("a", "b", "")), oneOf(Provenance.values())));
    var identities = new ArrayList<IdentityKey>();
    for (var kind : List.of(IdentityKey.Kind.EMAIL, IdentityKey.Kind.ANONYMOUS_ID))
      if (random.nextBoolean()) identities.add(new IdentityKey(kind, oneOf("k1", "k2", "k3")));
    return new Content(
        identities,
        observations,
        maybe(touchpoint()),
        maybe(meeting()),
        new Json("{\"text\":\"hello\"}"),
        null,
        null);
  }

  private TouchpointChange touchpoint() {
    return new TouchpointChange(
        oneOf("en-1", "en-2"),
        oneOf("st-1", "st-2"),
        oneOf(TouchpointChange.What.values()),
        maybe(oneOf(StepKind.values())),
        maybe(oneOf("Send Email", "Call back")),
        maybe(time()),
        null,
        null);
  }

  private MeetingChange meeting() {
    return new MeetingChange(
        oneOf("mt-1", "mt-2"), oneOf(MeetingChange.State.values()), maybe(time()), null);
  }

  private Instant time() {
    return START.plusSeconds(60L * random.nextInt(6));
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }

  private <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }
}
