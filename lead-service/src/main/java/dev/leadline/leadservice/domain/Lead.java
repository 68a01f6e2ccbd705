package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Origin;
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
    };
  }

  private static Ruling record(LeadState lead, LeadCommand.RecordInteraction command) {
    if (lead.erasedAt() != null) return new Ruling.Rejected(Ruling.Refusal.ERASED);
    ChannelEvent event = command.event();
    OccurrenceTime time = OccurrenceTime.of(event);
    Meaning meaning = meaning(event);
    Actor.Kind actor = event.actor() == null ? meaning.actor() : event.actor().kind();
    var origin =
        new Origin(
            event.type(),
            event.source(),
            event.id(),
            time.at(),
            event.occurredAt(),
            event.sentAt(),
            event.receivedAt(),
            meaning.channel(),
            actor,
            event.agent(),
            event.conversationId(),
            time.late(),
            time.clamped());
    var decision =
        new Decision(
            meaning.stages(),
            meaning.messages(),
            actor == Actor.Kind.LEAD ? meaning.action() : null,
            tellsCountry(meaning.channel(), actor) ? command.country() : null);
    Context context = event.context();
    var content =
        new Content(
            command.keys(),
            meaning.observations(),
            meaning.touchpoint(),
            meaning.meeting(),
            event.payload(),
            context == null ? null : context.withoutIp(),
            event.actor() == null ? null : event.actor().name());
    var events = new ArrayList<LeadEvent>(2);
    if (!lead.exists())
      events.add(new LeadRegistered(event.tenant(), LeadSource.LEADLINE, time.at()));
    events.add(new InteractionRecorded(origin, decision, content));
    return new Ruling.Accepted(List.copyOf(events));
  }

  /** What the fact means, and what the event's identity adds to it (domain 4.10, 7). */
  private static Meaning meaning(ChannelEvent event) {
    Meaning meaning = Meanings.of(event.fact());
    Provenance word = provenance(event.identity().asserted(), meaning);
    meaning = meaning.observing(Identities.observations(event, word));
    boolean gaveEmail =
        meaning.actor() == Actor.Kind.LEAD
            && meaning.observations().stream()
                .anyMatch(
                    seen ->
                        seen.field().equals(Fields.EMAIL) && seen.provenance() == Provenance.SELF);
    return gaveEmail ? meaning.reaching(Stage.EMAIL_CAPTURED) : meaning;
  }

  /** On whose word the identity's keys belong to the lead; silence means what the type implies. */
  private static Provenance provenance(@Nullable Asserted asserted, Meaning meaning) {
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
            case API, WORKFLOW, SYSTEM -> Provenance.API;
          };
    };
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
