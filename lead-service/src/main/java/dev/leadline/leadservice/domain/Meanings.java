package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.MeetingFact;
import dev.leadline.events.channel.ModerationFact;
import dev.leadline.events.channel.PrivacyFact;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.Enrolment.EnrolmentChange;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.lead.MeetingChange.State;
import dev.leadline.events.lead.TouchpointChange;
import dev.leadline.events.lead.TouchpointChange.What;
import java.util.List;

/** The table of domain 4.2: what each channel fact means. */
final class Meanings {

  private Meanings() {}

  static Meaning of(ChannelFact fact) {
    return switch (fact) {
      case WebFact web -> of(web);
      case ChatFact chat -> ConversationMeanings.of(chat);
      case EmailFact email -> ConversationMeanings.of(email);
      case VoiceFact voice -> ConversationMeanings.of(voice);
      case TextFact text -> ConversationMeanings.of(text);
      case MeetingFact meeting -> of(meeting);
      case FormFact form -> of(form);
      case CalendarFact calendar -> of(calendar);
      case ControlFact control -> Meaning.of(Channel.SYSTEM, Actor.Kind.MEMBER);
      case ModerationFact moderation -> of(moderation);
      case WorkflowFact workflow -> of(workflow);
      case RecordsFact records -> OutsideMeanings.of(records);
      case VendorFact vendor -> OutsideMeanings.of(vendor);
      case PrivacyFact privacy -> Meaning.of(Channel.SYSTEM, Actor.Kind.LEAD);
      case UnrecognisedFact unrecognised -> Meaning.of(Channel.SYSTEM, Actor.Kind.SYSTEM);
    };
  }

  private static Meaning of(WebFact fact) {
    Meaning visitor = Meaning.ofLead(Channel.WEB);
    return switch (fact) {
      case WebFact.PageViewed viewed ->
          visitor.reaching(Stage.BROWSING).doing(LeadAction.VISITED_WEBPAGE);
      case WebFact.FieldsSet set -> {
        List<Observation> seen = Fields.observed(set.fields(), Provenance.URL);
        Meaning told = visitor.reaching(Stage.BROWSING).observing(seen);
        if (seen.stream().anyMatch(each -> each.field().equals(Fields.EMAIL)))
          told = told.reaching(Stage.EMAIL_CAPTURED);
        yield seen.stream().anyMatch(each -> Fields.identifies(each.field()))
            ? told.doing(LeadAction.PROVIDED_DETAILS)
            : told;
      }
      case WebFact.MediaViewed viewed -> visitor.doing(LeadAction.VIEWED_MEDIA);
    };
  }

  private static Meaning of(FormFact fact) {
    return switch (fact) {
      case FormFact.Submitted submitted ->
          Meaning.ofLead(Channel.FORM)
              .reaching(Stage.WEBFORM_SUBMITTED)
              .doing(LeadAction.SUBMITTED_WEBFORM)
              .observing(Fields.observed(submitted.fields(), Provenance.SELF));
    };
  }

  private static Meaning of(MeetingFact fact) {
    Meaning copilot = Meaning.of(Channel.COPILOT, Actor.Kind.AGENT);
    return switch (fact) {
      case MeetingFact.CopilotJoined joined ->
          Meaning.ofLead(Channel.COPILOT).doing(LeadAction.ATTENDED_MEETING);
      case MeetingFact.QuestionAsked asked -> Meaning.ofLead(Channel.COPILOT);
      case MeetingFact.CopilotMeetingEnded ended -> copilot;
      case MeetingFact.DemoStarted started ->
          Meaning.ofLead(Channel.DEMO).reaching(Stage.ENGAGED).doing(LeadAction.STARTED_DEMO);
      case MeetingFact.DemoEnded ended -> Meaning.of(Channel.DEMO, Actor.Kind.SYSTEM);
    };
  }

  private static Meaning of(CalendarFact fact) {
    Meaning lead = Meaning.ofLead(Channel.CALENDAR);
    Meaning system = Meaning.of(Channel.CALENDAR, Actor.Kind.SYSTEM);
    return switch (fact) {
      case CalendarFact.Shown shown ->
          Meaning.of(Channel.CALENDAR, Actor.Kind.AGENT).reaching(Stage.CALENDAR_SHOWN);
      case CalendarFact.MeetingBooked booked ->
          lead.reaching(Stage.CALL_SCHEDULED)
              .doing(LeadAction.SCHEDULED_CALL)
              .observing(Fields.observed(Fields.EMAIL, booked.inviteeEmail(), Provenance.SELF))
              .changing(
                  new MeetingChange(
                      booked.meetingId(), State.BOOKED, booked.startsAt(), booked.endsAt()));
      case CalendarFact.MeetingRescheduled moved ->
          lead.doing(LeadAction.RESCHEDULED_CALL)
              .changing(
                  new MeetingChange(
                      moved.meetingId(), State.BOOKED, moved.startsAt(), moved.endsAt()));
      case CalendarFact.MeetingCanceled canceled ->
          (canceled.by() == CalendarFact.By.HOST
                  ? Meaning.of(Channel.CALENDAR, Actor.Kind.MEMBER)
                  : lead.doing(LeadAction.CANCELED_CALL))
              .changing(new MeetingChange(canceled.meetingId(), State.CANCELED, null, null));
      case CalendarFact.MeetingHeld held ->
          lead.doing(LeadAction.ATTENDED_MEETING)
              .changing(new MeetingChange(held.meetingId(), State.HELD, null, null));
      case CalendarFact.NoShow missed ->
          system.changing(new MeetingChange(missed.meetingId(), State.NO_SHOW, null, null));
    };
  }

  private static Meaning of(ModerationFact fact) {
    return switch (fact) {
      case ModerationFact.MessageScored scored ->
          Moderation.score(scored)
              .map(Meaning.of(Channel.SYSTEM, Actor.Kind.VENDOR)::changing)
              .orElse(Meaning.of(Channel.SYSTEM, Actor.Kind.VENDOR));
      case ModerationFact.BlockRequested block -> Meaning.of(Channel.SYSTEM, Actor.Kind.MEMBER);
      case ModerationFact.UnblockRequested unblock -> Meaning.of(Channel.SYSTEM, Actor.Kind.MEMBER);
    };
  }

  private static Meaning of(WorkflowFact fact) {
    Meaning meaning = Meaning.of(Channel.WORKFLOW, Actor.Kind.SYSTEM);
    return switch (fact) {
      case WorkflowFact.Enrolled run ->
          meaning.changing(
              new EnrolmentChange(
                  run.enrolmentId(), EnrolmentChange.What.ENTERED, run.workflowId()));
      case WorkflowFact.StepScheduled step when !step.kind().isTouchpoint() -> meaning;
      case WorkflowFact.StepScheduled step ->
          meaning.changing(
              TouchpointChange.scheduled(
                  step.enrolmentId(),
                  step.stepId(),
                  step.kind(),
                  step.label(),
                  step.dueAt(),
                  step.agentId()));
      case WorkflowFact.StepHeld step ->
          meaning.changing(
              TouchpointChange.held(
                  step.enrolmentId(), step.stepId(), step.reason(), step.resumesAt()));
      case WorkflowFact.StepExecuted step ->
          meaning.changing(
              TouchpointChange.ended(
                  step.enrolmentId(), step.stepId(), What.EXECUTED, step.reason()));
      case WorkflowFact.StepSkipped step ->
          meaning.changing(
              TouchpointChange.ended(
                  step.enrolmentId(), step.stepId(), What.SKIPPED, step.reason()));
      case WorkflowFact.StepFailed step ->
          meaning.changing(
              TouchpointChange.ended(
                  step.enrolmentId(), step.stepId(), What.FAILED, step.reason()));
      case WorkflowFact.Exited run ->
          meaning.changing(
              new EnrolmentChange(run.enrolmentId(), EnrolmentChange.What.LEFT, run.workflowId()));
      case WorkflowFact.Completed run ->
          meaning.changing(
              new EnrolmentChange(run.enrolmentId(), EnrolmentChange.What.LEFT, run.workflowId()));
    };
  }
}
