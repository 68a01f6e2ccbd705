package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.lead.TouchpointChange;

/** The table of domain 4.2: what each channel fact means. */
final class Meanings {

  private Meanings() {}

  static Meaning of(ChannelFact fact) {
    return switch (fact) {
      case WebFact web -> of(web);
      case ChatFact chat -> of(chat);
      case FormFact form -> of(form);
      case CalendarFact calendar -> of(calendar);
      case WorkflowFact workflow -> of(workflow);
      case UnrecognisedFact unrecognised -> Meaning.of(Channel.SYSTEM, Actor.Kind.SYSTEM);
    };
  }

  private static Meaning of(WebFact fact) {
    return switch (fact) {
      case WebFact.PageViewed viewed ->
          Meaning.of(Channel.WEB, Actor.Kind.LEAD)
              .reaching(Stage.BROWSING)
              .doing(LeadAction.VISITED_WEBPAGE);
    };
  }

  private static Meaning of(ChatFact fact) {
    return switch (fact) {
      case ChatFact.ConversationStarted started ->
          Meaning.of(Channel.CHAT, Actor.Kind.LEAD)
              .reaching(Stage.BROWSING)
              .doing(LeadAction.OPENED_CHAT);
      case ChatFact.MessageReceived received ->
          Meaning.of(Channel.CHAT, Actor.Kind.LEAD)
              .reaching(Stage.ENGAGED)
              .counting(1)
              .doing(LeadAction.SENT_CHAT_MESSAGE);
      case ChatFact.MessageSent sent ->
          Meaning.of(
              Channel.CHAT,
              sent.author() == ChatFact.Author.MEMBER ? Actor.Kind.MEMBER : Actor.Kind.AGENT);
      case ChatFact.EmailCaptured captured ->
          Meaning.of(Channel.CHAT, Actor.Kind.LEAD)
              .doing(LeadAction.SHARED_EMAIL)
              .observing(Fields.observed(Fields.EMAIL, captured.value(), Provenance.SELF));
    };
  }

  private static Meaning of(FormFact fact) {
    return switch (fact) {
      case FormFact.Submitted submitted ->
          Meaning.of(Channel.FORM, Actor.Kind.LEAD)
              .reaching(Stage.WEBFORM_SUBMITTED)
              .doing(LeadAction.SUBMITTED_WEBFORM)
              .observing(Fields.observed(submitted.fields(), Provenance.SELF));
    };
  }

  private static Meaning of(CalendarFact fact) {
    return switch (fact) {
      case CalendarFact.Shown shown ->
          Meaning.of(Channel.CALENDAR, Actor.Kind.AGENT).reaching(Stage.CALENDAR_SHOWN);
      case CalendarFact.MeetingBooked booked ->
          Meaning.of(Channel.CALENDAR, Actor.Kind.LEAD)
              .reaching(Stage.CALL_SCHEDULED)
              .doing(LeadAction.SCHEDULED_CALL)
              .observing(Fields.observed(Fields.EMAIL, booked.inviteeEmail(), Provenance.SELF))
              .changing(
                  new MeetingChange(
                      booked.meetingId(),
                      MeetingChange.State.BOOKED,
                      booked.startsAt(),
                      booked.endsAt()));
    };
  }

  private static Meaning of(WorkflowFact fact) {
    Meaning meaning = Meaning.of(Channel.WORKFLOW, Actor.Kind.SYSTEM);
    return switch (fact) {
      case WorkflowFact.StepScheduled step when !step.kind().isTouchpoint() -> meaning;
      case WorkflowFact.StepScheduled step ->
          meaning.changing(
              new TouchpointChange(
                  step.enrolmentId(),
                  step.stepId(),
                  TouchpointChange.What.SCHEDULED,
                  step.kind(),
                  step.label(),
                  step.dueAt(),
                  step.agentId(),
                  null));
      case WorkflowFact.StepExecuted step ->
          meaning.changing(
              new TouchpointChange(
                  step.enrolmentId(),
                  step.stepId(),
                  TouchpointChange.What.EXECUTED,
                  null,
                  null,
                  null,
                  null,
                  step.reason()));
    };
  }
}
