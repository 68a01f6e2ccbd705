package dev.leadline.allinone.simulation;

import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The journey so far: who is known by what, on which page, in which chat. */
final class Telling {

  private static final Actor LEAD = new Actor(Actor.Kind.LEAD, null, null);
  private static final Actor SYSTEM = new Actor(Actor.Kind.SYSTEM, null, null);
  private static final List<String> INTERFACES = List.of("NAVIGATOR", "SMARTBAR", "FULLSCREEN");
  private static final int CHAT_AGENTS = 6;

  final Person person;
  final Chance chance;
  final Site.Arrival arrival;
  final String sessionId;
  final String chatInterface;
  Site.@Nullable Page page;

  private final List<Step> steps = new ArrayList<>();
  private String key;
  private Identity identity;
  private @Nullable Agent chatAgent;
  private @Nullable String conversationId;

  static Telling of(Person person, Chance chance) {
    return new Telling(person, chance);
  }

  private Telling(Person person, Chance chance) {
    this.person = person;
    this.chance = chance;
    this.arrival = chance.oneOf(Site.ARRIVALS);
    this.sessionId = "v-" + chance.hexadecimal(12);
    this.chatInterface = chance.oneOf(INTERFACES);
    this.key = Keys.ofVisitor(ChannelEvent.DEFAULT_TENANT, person.anonymousId());
    this.identity = new Identity(null, person.anonymousId(), null, null, null, null);
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** From here on the producers know the email address. */
  void knownBy(Identity.Asserted asserted) {
    key = Keys.ofEmail(ChannelEvent.DEFAULT_TENANT, person.email());
    identity = new Identity(null, person.anonymousId(), person.email(), null, null, asserted);
  }

  void openChat() {
    chatAgent = new Agent("agent-" + (12 + chance.below(CHAT_AGENTS)), Agent.Type.CHAT, "3");
    conversationId = "c-" + chance.hexadecimal(12);
  }

  void website(Function<Instant, ChannelFact> fact) {
    add("/channels/web/site", null, null, LEAD, fact);
  }

  void form(Function<Instant, ChannelFact> fact) {
    add("/channels/form/site", null, null, LEAD, fact);
  }

  void workflow(Function<Instant, ChannelFact> fact) {
    add("/channels/workflow/engine", null, null, SYSTEM, fact);
  }

  /** What another channel reports of the lead, or does. */
  void channel(
      String source, @Nullable Agent agent, Actor.Kind actor, Function<Instant, ChannelFact> fact) {
    Actor who =
        agent == null ? new Actor(actor, null, null) : new Actor(actor, agent.agentId(), null);
    add("/channels/" + source, agent, null, actor == Actor.Kind.LEAD ? LEAD : who, fact);
  }

  /** Whether the producers know the email address by now. */
  boolean isKnown() {
    return identity.email() != null;
  }

  /** Shown by the agent of the chat, or by the page after a form; booked by the lead. */
  void calendar(boolean shown, Function<Instant, ChannelFact> fact) {
    add("/channels/calendar/booking", chatAgent, conversationId, shown ? agent() : LEAD, fact);
  }

  /** What the lead does in the chat. */
  void lead(Function<Instant, ChannelFact> fact) {
    add(chatSource(), chatAgent, conversationId, LEAD, fact);
  }

  /** The id of the message. */
  String says(String text) {
    String messageId = "m-" + chance.hexadecimal(16);
    lead(at -> new ChatFact.MessageReceived(messageId, text, chatInterface, null, null, null));
    return messageId;
  }

  void agentSays(String text) {
    String messageId = "m-" + chance.hexadecimal(16);
    String version = chatAgent == null ? null : chatAgent.version();
    add(
        chatSource(),
        chatAgent,
        conversationId,
        agent(),
        at ->
            new ChatFact.MessageSent(messageId, text, ChatFact.Author.AGENT, version, null, null));
  }

  private Actor agent() {
    return chatAgent == null ? SYSTEM : new Actor(Actor.Kind.AGENT, chatAgent.agentId(), null);
  }

  private String chatSource() {
    return "/channels/chat/" + (chatAgent == null ? "site" : chatAgent.agentId());
  }

  private void add(
      String source,
      @Nullable Agent agent,
      @Nullable String conversation,
      Actor actor,
      Function<Instant, ChannelFact> fact) {
    boolean byLead = actor.equals(LEAD);
    var context =
        new Context(
            byLead ? person.ip() : null,
            byLead ? person.userAgent() : null,
            page == null ? null : page.url(),
            byLead ? arrival.referrer() : null,
            byLead ? arrival.utm() : null,
            person.place().locale(),
            person.place().timezone(),
            conversation == null ? null : chatInterface);
    steps.add(new Step(key, source, identity, agent, conversation, actor, context, fact));
  }
}
