package dev.leadline.leadservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Stage;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One lead, to which facts are told one after the other; every decided event is evolved. */
final class LeadScenario {

  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  static final Identity VISITOR = new Identity(null, "5f0c7d1e", null, null, null, null);

  private LeadState state = LeadState.unknown("0193-ab12");
  private final List<LeadEvent> events = new ArrayList<>();
  private Identity identity = VISITOR;
  private Instant at = NOON;
  private @Nullable Instant sentAt;
  private @Nullable Instant receivedAt;
  private @Nullable String country;
  private Policy policy = Policy.DEFAULT;
  private @Nullable Instant blockedUntil;
  private boolean byProgram;
  private @Nullable Context context;
  private @Nullable String conversation;
  private int ids;

  static LeadScenario aLead() {
    return new LeadScenario();
  }

  LeadScenario as(Identity who) {
    identity = who;
    return this;
  }

  LeadScenario in(Context where) {
    context = where;
    return this;
  }

  LeadScenario inConversation(@Nullable String conversationId) {
    conversation = conversationId;
    return this;
  }

  LeadScenario at(Instant when) {
    at = when;
    return this;
  }

  LeadScenario sentAt(Instant when) {
    sentAt = when;
    return this;
  }

  LeadScenario receivedAt(Instant when) {
    receivedAt = when;
    return this;
  }

  LeadScenario from(@Nullable String where) {
    country = where;
    return this;
  }

  LeadScenario fromWhereOthersAreBlocked(Instant until) {
    blockedUntil = until;
    return this;
  }

  LeadScenario byProgram() {
    byProgram = true;
    return this;
  }

  LeadScenario byPerson() {
    byProgram = false;
    return this;
  }

  LeadScenario under(Policy tenants) {
    policy = tenants;
    return this;
  }

  LeadScenario tells(ChannelFact fact) {
    Ruling ruling = ruling(fact);
    assertThat(ruling).isInstanceOf(Ruling.Accepted.class);
    for (LeadEvent decided : ((Ruling.Accepted) ruling).events()) {
      events.add(decided);
      state = state.evolve(decided);
    }
    return this;
  }

  Ruling ruling(ChannelFact fact) {
    ChannelEvent event = event(fact);
    return Lead.decide(
        state,
        new LeadCommand.RecordInteraction(
            event,
            Identities.keys(event, Phones.PLAIN, null),
            null,
            country,
            Where.NOWHERE,
            blockedUntil,
            byProgram,
            policy));
  }

  LeadScenario erased() {
    state = state.evolve(new LeadEvent.LeadErased(at, null, List.of()));
    return this;
  }

  LeadScenario inStage(Stage stage) {
    var by = new LeadEvent.Member("sam", null);
    state = state.evolve(new LeadEvent.StageSet(stage, row().stage(), by, at, null));
    return this;
  }

  private ChannelEvent event(ChannelFact fact) {
    String type =
        fact instanceof UnrecognisedFact unrecognised
            ? unrecognised.type()
            : WireName.of(fact.getClass()).cloudEventType();
    return new ChannelEvent(
        "default",
        "/test",
        "id-" + ids++,
        type,
        at,
        sentAt,
        receivedAt == null ? at.plusMillis(20) : receivedAt,
        identity,
        null,
        conversation,
        null,
        context,
        fact,
        Json.of(Json.MAPPER.valueToTree(fact)));
  }

  LeadRow row() {
    return LeadRow.of(state, NOON);
  }

  LeadState state() {
    return state;
  }

  /** The newest interaction. */
  InteractionRecorded last() {
    return all(InteractionRecorded.class).getLast();
  }

  <E extends LeadEvent> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<LeadEvent> events() {
    return events;
  }
}
