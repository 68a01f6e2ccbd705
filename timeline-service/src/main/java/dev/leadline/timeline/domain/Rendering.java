package dev.leadline.timeline.domain;

import static dev.leadline.timeline.domain.Words.first;
import static dev.leadline.timeline.domain.Words.lasting;
import static dev.leadline.timeline.domain.Words.plain;
import static dev.leadline.timeline.domain.Words.readable;
import static dev.leadline.timeline.domain.Words.remarked;
import static dev.leadline.timeline.domain.Words.with;

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
import dev.leadline.events.view.TimelineEntry.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How a sales person reads a channel fact. Each part of a fact may be missing: a producer may leave
 * it out, and an erasure takes all of them away. Whether a fact has an entry at all depends on its
 * type alone, so that an erasure neither adds nor removes one.
 *
 * @param text what was said, or what there is to read beside the label
 * @param label what happened; null for a plain message
 */
record Rendering(Kind kind, @Nullable String text, @Nullable String label) {

  /** Where there was text that nobody may read any more. */
  static final String ERASED = "[erased]";

  /** A new kind of fact gets its line here; the compiler asks for it. Null: no entry of its own. */
  static @Nullable Rendering of(ChannelFact fact) {
    return switch (fact) {
      case WebFact web -> of(web);
      case ChatFact chat -> ConversationRenderings.of(chat);
      case EmailFact email -> ConversationRenderings.of(email);
      case TextFact text -> ConversationRenderings.of(text);
      case VoiceFact voice -> CallRenderings.of(voice);
      case MeetingFact meeting -> CallRenderings.of(meeting);
      case FormFact.Submitted form ->
          new Rendering(
              Kind.FORM,
              null,
              with("Submitted Webform", ": ", first("", form.formName(), form.formId())));
      case CalendarFact calendar -> of(calendar);
      case WorkflowFact workflow -> of(workflow);
      case RecordsFact records -> OutsideRenderings.of(records);
      case VendorFact vendor -> OutsideRenderings.of(vendor);
      case PrivacyFact.ErasureRequested _ -> marker("Asked to be forgotten");
      case PrivacyFact.ExportRequested _ -> marker("Asked what is known about them");
      // What follows from these is an event of its own, which has the marker.
      case ControlFact _ -> null;
      // Scores say nothing to a reader; the block that they lead to has the marker.
      case ModerationFact _ -> null;
      case UnrecognisedFact unrecognised -> note(Words.ofType(unrecognised.type()));
    };
  }

  private static Rendering of(WebFact fact) {
    return switch (fact) {
      case WebFact.PageViewed page ->
          new Rendering(
              Kind.PAGE_VIEW, null, first("Visited a page", page.title(), page.path(), page.url()));
      case WebFact.FieldsSet set ->
          marker(with("Told by the page", ": ", OutsideRenderings.names(set.fields())));
      case WebFact.MediaViewed media ->
          marker(with("Viewed media", ": ", first("", media.name(), media.mediaId())));
    };
  }

  private static Rendering of(CalendarFact fact) {
    return switch (fact) {
      case CalendarFact.Shown _ -> meeting("Was shown the calendar");
      case CalendarFact.MeetingBooked booked ->
          meeting(with("Scheduled a call", " for ", readable(booked.startsAt())));
      case CalendarFact.MeetingRescheduled moved ->
          meeting(with("Rescheduled a call", " to ", readable(moved.startsAt())));
      case CalendarFact.MeetingCanceled canceled ->
          meeting(
              remarked(
                  canceled.by() == CalendarFact.By.HOST
                      ? "Call canceled by the host"
                      : "Canceled a call",
                  canceled.reason()));
      case CalendarFact.MeetingHeld _ -> meeting("Attended the meeting");
      case CalendarFact.NoShow _ -> meeting("Did not come to the meeting");
    };
  }

  private static Rendering of(WorkflowFact fact) {
    return switch (fact) {
      case WorkflowFact.Enrolled run ->
          marker(with("Entered a workflow", ": ", first("", run.name(), run.workflowId())));
      case WorkflowFact.StepScheduled step -> marker(scheduled(step));
      case WorkflowFact.StepHeld step ->
          marker(
              with(
                  remarked("Next step held", plain(step.reason())),
                  " until ",
                  readable(step.resumesAt())));
      case WorkflowFact.StepExecuted step ->
          marker(remarked(with("Next step done", ": ", step.result()), step.reason()));
      case WorkflowFact.StepSkipped step -> marker(remarked("Next step skipped", step.reason()));
      case WorkflowFact.StepFailed step -> marker(remarked("Next step failed", step.reason()));
      case WorkflowFact.Exited run -> marker(remarked("Left the workflow", run.reason()));
      case WorkflowFact.Completed run -> marker(remarked("Completed the workflow", run.reason()));
    };
  }

  private static String scheduled(WorkflowFact.StepScheduled step) {
    String kind = step.kind() == null ? null : step.kind().label();
    String what = with("Next step scheduled", ": ", first("", step.label(), kind));
    return with(what, ", due ", readable(step.dueAt()));
  }

  static Rendering message(@Nullable String text) {
    return new Rendering(Kind.MESSAGE, text == null ? ERASED : text, null);
  }

  static Rendering marker(String label) {
    return new Rendering(Kind.MARKER, null, label);
  }

  static Rendering note(String label) {
    return new Rendering(Kind.NOTE, null, label);
  }

  static Rendering meeting(String label) {
    return new Rendering(Kind.MEETING, null, label);
  }

  /** Something that took a while, as a call or a meeting does. */
  static String took(String what, @Nullable Long seconds) {
    return remarked(what, lasting(seconds));
  }
}
