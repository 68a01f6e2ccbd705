package dev.leadline.events.lead;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.WorkflowFact.HoldReason;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.Enrolment.EnrolmentChange;
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

  Histories(Random random) {
    this.random = random;
  }

  /** Up to twenty interactions, each with an origin of its own. */
  public static List<InteractionRecorded> of(Random random) {
    return of(random, "e");
  }

  /** The same, of another producer. */
  static List<InteractionRecorded> of(Random random, String producer) {
    var histories = new Histories(random);
    var events = new ArrayList<InteractionRecorded>();
    int size = random.nextInt(21);
    for (int number = 0; number < size; number++)
      events.add(histories.interaction(producer + "-" + number, null));
    return events;
  }

  InteractionRecorded interaction(String id, @Nullable String part) {
    return new InteractionRecorded(
        origin(id), decision(), part, random.nextInt(5) == 0 ? null : content());
  }

  private Origin origin(String id) {
    Instant at = time();
    return new Origin(
        "leadline.chat.message-received.v1",
        oneOf("/channels/chat", "/channels/mail"),
        id,
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
    if (random.nextInt(10) == 0)
      return random.nextBoolean() ? Decision.HIDDEN : Decision.SUPPRESSED;
    var stages = new ArrayList<Stage>();
    for (Stage stage : Stage.values()) if (random.nextInt(4) == 0) stages.add(stage);
    int rank = random.nextInt(3);
    return new Decision(
        stages,
        random.nextInt(3),
        maybe(new Decision.Action("Action " + rank, rank)),
        maybe(oneOf("PT", "JP", "CO")),
        maybe(oneOf(LeadSource.values())),
        false,
        false);
  }

  private Content content() {
    var observations = new ArrayList<Content.Observation>();
    for (String field : List.of("email", "first_name", "company_name"))
      if (random.nextBoolean()) observations.add(observation(field));
    var identities = new ArrayList<IdentityKey>();
    for (var kind : List.of(IdentityKey.Kind.EMAIL, IdentityKey.Kind.ANONYMOUS_ID))
      if (random.nextBoolean()) identities.add(new IdentityKey(kind, oneOf("k1", "k2", "k3")));
    return new Content(
        identities,
        observations,
        maybe(touchpoint()),
        maybe(
            new EnrolmentChange(
                oneOf("en-1", "en-2"),
                oneOf(EnrolmentChange.What.values()),
                maybe(oneOf("wf-1", "wf-2")))),
        maybe(meeting()),
        maybe(
            new Score(
                oneOf("m-1", "m-2"),
                oneOf(0.25, 0.5, 1.0),
                oneOf("hate", "violence"),
                maybe(oneOf("c-1", "c-2")))),
        new Json("{\"text\":\"hello\"}"),
        null,
        null,
        null,
        random.nextInt(4) > 0
            ? List.of()
            : List.of(
                new Content.Left(oneOf(Trace.Kind.values()), "k" + random.nextInt(150)),
                new Content.Left(oneOf(Trace.Kind.values()), "k" + random.nextInt(150))));
  }

  private Content.Observation observation(String field) {
    Value value =
        oneOf(
            Value.text("a"),
            Value.text(""),
            new Value.Whole(120),
            new Value.Flag(true),
            new Value.Texts(List.of("a", "b")));
    return new Content.Observation(
        field,
        value,
        oneOf(Provenance.values()),
        maybe(oneOf(0.5, 0.9)),
        maybe(oneOf(Instant.EPOCH, Instant.MAX)),
        maybe(oneOf("ana@acme.example", "+351210000000")));
  }

  private TouchpointChange touchpoint() {
    String enrolment = oneOf("en-1", "en-2");
    String step = oneOf("st-1", "st-2");
    TouchpointChange.What what = oneOf(TouchpointChange.What.values());
    return switch (what) {
      case SCHEDULED ->
          TouchpointChange.scheduled(
              enrolment,
              step,
              oneOf(StepKind.values()),
              maybe(oneOf("Send Email", "Call back")),
              time(),
              maybe("agent-1"));
      case HELD ->
          TouchpointChange.held(enrolment, step, oneOf(HoldReason.values()), maybe(time()));
      case EXECUTED, SKIPPED, FAILED ->
          TouchpointChange.ended(enrolment, step, what, maybe("because"));
    };
  }

  private MeetingChange meeting() {
    return new MeetingChange(
        oneOf("mt-1", "mt-2"), oneOf(MeetingChange.State.values()), maybe(time()), null);
  }

  Instant time() {
    return START.plusSeconds(60L * random.nextInt(6));
  }

  @SafeVarargs
  final <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }

  <T> @Nullable T maybe(T value) {
    return random.nextBoolean() ? value : null;
  }
}
