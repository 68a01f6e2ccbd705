package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.lead.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what happens to a lead. What it adds up to is {@link LeadState#evolve}. */
public final class Lead {

  private Lead() {}

  /** The answer of a lead in this state to a command. */
  public static Ruling decide(LeadState lead, LeadCommand command) {
    return switch (command) {
      case LeadCommand.RecordInteraction interaction -> record(lead, interaction);
      case LeadCommand.TeamAction action -> TeamActions.decide(lead, action);
      case LeadCommand.MeetDeadline met -> Deadlines.decide(lead, met);
      case LeadCommand.Erase erase -> erase(lead, erase);
    };
  }

  private static Ruling record(LeadState lead, LeadCommand.RecordInteraction command) {
    if (lead.erasedAt() != null) return new Ruling.Rejected(new Refusal.Erased());
    ChannelEvent event = command.event();
    OccurrenceTime time = OccurrenceTime.of(event, command.policy().since());
    Meaning meaning =
        meaning(event).under(command.policy(), event.fact()).inSightOf(lead, event.fact(), time);
    Actor.Kind actor = event.actor() == null ? meaning.actor() : event.actor().kind();
    boolean tellsPlace = tellsCountry(meaning.channel(), actor);
    var events = new ArrayList<LeadEvent>();
    LeadState met = lead.exists() ? lead : meet(lead, command, time.at(), tellsPlace, events);
    var interaction =
        new InteractionRecorded(
            origin(event, time, meaning.channel(), actor),
            decision(met, command, meaning, actor),
            command.part(),
            content(lead, command, meaning, tellsPlace));
    events.add(interaction);
    events.addAll(Following.of(lead, event, interaction, command.policy()));
    return new Ruling.Accepted(List.copyOf(events));
  }

  /**
   * What is wrong with what a program tells of a lead: it says more than there is room for. Null if
   * nothing is; whatever else tells too much is taken without what there is no room for.
   *
   * @param lead null while nobody has met it
   */
  public static @Nullable String mistake(
      @Nullable LeadState lead, ChannelEvent event, Policy policy) {
    if (!(event.fact() instanceof RecordsFact.Upserted)) return null;
    return FieldRoom.mistake(
        lead == null ? LeadState.unknown("") : lead,
        policy.fieldTypes(),
        meaning(event).under(policy, event.fact()).observations());
  }

  /** That somebody is met by an event, of whom nothing is known but where it happened. */
  public static LeadRegistered met(ChannelEvent event, Policy policy) {
    return new LeadRegistered(
        event.tenant(), source(event.fact()), OccurrenceTime.of(event, policy.since()).at());
  }

  /**
   * Whoever comes anew from where somebody was blocked gets no answers for a while (domain 5.7).
   */
  private static LeadState meet(
      LeadState nobody,
      LeadCommand.RecordInteraction command,
      Instant at,
      boolean tellsPlace,
      List<LeadEvent> events) {
    ChannelEvent event = command.event();
    events.add(new LeadRegistered(event.tenant(), source(event.fact()), at));
    Instant until = command.blockedUntil();
    if (until == null || !until.isAfter(event.receivedAt()) || !tellsPlace) return nobody;
    var blocked =
        new LeadBlocked(
            Block.Origin.AUTOMATIC,
            null,
            Block.SAME_NETWORK,
            null,
            event.receivedAt(),
            until,
            null);
    events.add(blocked);
    return nobody.evolve(blocked);
  }

  /**
   * A part goes with the lead that it is part of, and only with that one, which alone names all
   * that go: what a part has absorbed itself may have been given back since, and nobody told the
   * part.
   */
  private static Ruling erase(LeadState lead, LeadCommand.Erase command) {
    if (lead.erasedAt() != null)
      return new Ruling.Rejected(new Refusal.AlreadyErased(lead.erasedAt()));
    String survivor = lead.mergedInto();
    if (survivor != null && !survivor.equals(command.partOf()))
      return new Ruling.Rejected(new Refusal.Merged(survivor));
    List<String> parts =
        survivor == null ? lead.absorbed().stream().map(Absorbed::leadId).toList() : List.of();
    return new Ruling.Accepted(
        List.of(new LeadEvent.LeadErased(command.at(), command.legalBasis(), parts)));
  }

  /** Whether the lead told by this event, on its own word, how to reach it. */
  static boolean isIdentifiedByItself(ChannelEvent event) {
    Meaning meaning = meaning(event);
    Actor.Kind actor = event.actor() == null ? meaning.actor() : event.actor().kind();
    return actor == Actor.Kind.LEAD
        && meaning.observations().stream()
            .anyMatch(
                seen ->
                    seen.provenance() == Provenance.SELF
                        && (seen.field().equals(Fields.EMAIL)
                            || seen.field().equals(Fields.PHONE)));
  }

  private static Origin origin(
      ChannelEvent event, OccurrenceTime time, Channel channel, Actor.Kind actor) {
    return new Origin(
        event.type(),
        event.source(),
        event.id(),
        time.at(),
        event.occurredAt(),
        event.sentAt(),
        event.receivedAt(),
        channel,
        actor,
        event.agent(),
        event.conversationId(),
        time.late(),
        time.clamped());
  }

  private static Decision decision(
      LeadState lead, LeadCommand.RecordInteraction command, Meaning meaning, Actor.Kind actor) {
    if (lead.block().isBlocked()) return Decision.HIDDEN;
    if (ControlRules.isOutdated(lead, command.event().fact())) return Decision.SUPPRESSED;
    return new Decision(
        meaning.stages(),
        meaning.messages(),
        actor == Actor.Kind.LEAD ? meaning.action() : null,
        tellsCountry(meaning.channel(), actor) ? command.country() : null,
        source(command.event().fact()),
        false,
        false);
  }

  private static Content content(
      LeadState lead, LeadCommand.RecordInteraction command, Meaning meaning, boolean tellsPlace) {
    ChannelEvent event = command.event();
    Context context = event.context();
    Where where = tellsPlace ? command.where() : Where.NOWHERE;
    Score score = meaning.changes().score();
    return new Content(
        command.keys(),
        FieldRoom.within(
            lead,
            command.policy().fieldTypes(),
            meaning
                .observing(Fields.observed("region", where.region(), Provenance.IP))
                .observing(Fields.observed("city", where.city(), Provenance.IP))
                .observations()),
        meaning.changes().touchpoint(),
        meaning.changes().enrolment(),
        meaning.changes().meeting(),
        score == null ? null : score.in(event.conversationId()),
        event.payload(),
        context == null ? null : context.withoutIp(),
        event.actor() == null ? null : event.actor().name(),
        where.network(),
        Traces.of(lead, event.fact(), command.byProgram()));
  }

  /** How a lead enters that is met by this fact (leads-page, "Lead Source"). */
  private static LeadSource source(ChannelFact fact) {
    return switch (fact) {
      case RecordsFact.Pulled pulled ->
          switch (pulled.system()) {
            case SALESFORCE -> LeadSource.SALESFORCE;
            case HUBSPOT -> LeadSource.HUBSPOT;
            case MARKETO -> LeadSource.MARKETO;
          };
      case RecordsFact.Upserted upserted -> LeadSource.LEADS_API;
      case RecordsFact.Tracked tracked -> LeadSource.LEADS_API;
      case ChannelFact ours -> LeadSource.LEADLINE;
    };
  }

  /** What the fact means, and what the event's identity adds to it (domain 4.10, 7). */
  static Meaning meaning(ChannelEvent event) {
    Meaning meaning = Meanings.of(event.fact());
    if (event.fact() instanceof EmailFact.Bounced)
      meaning = meaning.about(event.identity().email());
    Provenance word = provenance(event.identity().asserted(), meaning);
    meaning = meaning.observing(Identities.observations(event, word));
    if (meaning.actor() == Actor.Kind.LEAD && event.context() != null)
      meaning = meaning.observing(Fields.campaign(event.context().utm()));
    boolean gaveEmail =
        meaning.actor() == Actor.Kind.LEAD
            && meaning.observations().stream()
                .anyMatch(
                    seen ->
                        seen.field().equals(Fields.EMAIL) && seen.provenance() == Provenance.SELF);
    return gaveEmail ? meaning.reaching(Stage.EMAIL_CAPTURED) : meaning;
  }

  /** On whose word the identity's keys belong to the lead; silence means what the type implies. */
  static Provenance provenance(@Nullable Asserted asserted, Meaning meaning) {
    return switch (asserted) {
      case SELF, FORM -> Provenance.SELF;
      case URL -> Provenance.URL;
      case CRM -> Provenance.CRM;
      case API -> Provenance.API;
      case VENDOR -> Provenance.DEANONYMIZED_PERSON;
      case null ->
          switch (meaning.channel()) {
            case CHAT, EMAIL, VOICE, TEXT, FORM, CALENDAR, COPILOT, DEMO ->
                meaning.actor() == Actor.Kind.LEAD ? Provenance.SELF : Provenance.API;
            case WEB -> Provenance.URL;
            case CRM -> Provenance.CRM;
            case API -> Provenance.API;
            case WORKFLOW -> Provenance.WORKFLOW;
            // Whoever looks a lead up by its email does not vouch for it.
            case SYSTEM ->
                meaning.actor() == Actor.Kind.VENDOR ? Provenance.ENRICHMENT : Provenance.API;
          };
    };
  }

  /** Whether the address from which the event came is where the lead is. */
  static boolean tellsCountry(ChannelEvent event) {
    Meaning meaning = Meanings.of(event.fact());
    return tellsCountry(
        meaning.channel(), event.actor() == null ? meaning.actor() : event.actor().kind());
  }

  /** Only what the lead does on the web, in chat or in a form tells where it is (domain 4.4). */
  private static boolean tellsCountry(Channel channel, Actor.Kind actor) {
    if (actor != Actor.Kind.LEAD) return false;
    return switch (channel) {
      case WEB, CHAT, FORM -> true;
      case EMAIL, VOICE, TEXT, CALENDAR, COPILOT, DEMO, CRM, API, WORKFLOW, SYSTEM -> false;
    };
  }
}
