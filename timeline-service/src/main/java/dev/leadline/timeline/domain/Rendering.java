package dev.leadline.timeline.domain;

import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import dev.leadline.events.view.TimelineEntry.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a sales person reads a channel fact. Each part of a fact may be missing: a producer may leave
 * it out, and an erasure takes all of them away.
 *
 * @param text what was said; null for what is not a message
 * @param label what happened; null for a plain message
 */
record Rendering(Kind kind, @Nullable String text, @Nullable String label) {

  /** Where there was text that nobody may read any more. */
  static final String ERASED = "[erased]";

  private static final DateTimeFormatter READABLE =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** A new kind of fact gets its line here; the compiler asks for it. */
  static Rendering of(ChannelFact fact) {
    return switch (fact) {
      case WebFact.PageViewed page ->
          new Rendering(
              Kind.PAGE_VIEW, null, first("Visited a page", page.title(), page.path(), page.url()));
      case ChatFact.ConversationStarted started ->
          marker(with("Opened the chat", " on ", started.initialPageUrl()));
      case ChatFact.MessageReceived received -> message(received.text());
      case ChatFact.MessageSent sent -> message(sent.text());
      case ChatFact.EmailCaptured captured ->
          marker(with("Shared an email address", ": ", captured.value()));
      case FormFact.Submitted form ->
          new Rendering(
              Kind.FORM,
              null,
              with("Submitted Webform", ": ", first("", form.formName(), form.formId())));
      case CalendarFact.Shown _ -> meeting("Was shown the calendar");
      case CalendarFact.MeetingBooked booked ->
          meeting(with("Scheduled a call", " for ", readable(booked.startsAt())));
      case WorkflowFact.StepScheduled step -> marker(scheduled(step));
      case WorkflowFact.StepExecuted step -> marker(executed(step));
      case UnrecognisedFact unrecognised ->
          new Rendering(Kind.NOTE, null, words(unrecognised.type()));
    };
  }

  private static String scheduled(WorkflowFact.StepScheduled step) {
    String kind = step.kind() == null ? null : step.kind().label();
    String what = with("Next step scheduled", ": ", first("", step.label(), kind));
    return with(what, ", due ", readable(step.dueAt()));
  }

  private static String executed(WorkflowFact.StepExecuted step) {
    String what = with("Next step done", ": ", step.result());
    return step.reason() == null || step.reason().isBlank()
        ? what
        : what + " (" + step.reason() + ")";
  }

  private static Rendering message(@Nullable String text) {
    return new Rendering(Kind.MESSAGE, text == null ? ERASED : text, null);
  }

  private static Rendering marker(String label) {
    return new Rendering(Kind.MARKER, null, label);
  }

  private static Rendering meeting(String label) {
    return new Rendering(Kind.MEETING, null, label);
  }

  private static String with(String what, String joint, @Nullable String detail) {
    return detail == null || detail.isBlank() ? what : what + joint + detail;
  }

  private static String first(String otherwise, @Nullable String... candidates) {
    for (String candidate : candidates)
      if (candidate != null && !candidate.isBlank()) return candidate;
    return otherwise;
  }

  private static @Nullable String readable(@Nullable Instant at) {
    return at == null ? null : READABLE.format(at);
  }

  /** {@code leadline.voice.call-started.v1} becomes {@code Voice: call started}. */
  private static String words(String type) {
    String name = type.replaceFirst("^leadline\\.", "").replaceFirst("\\.v\\d+$", "");
    int dot = name.indexOf('.');
    String words = dot < 0 ? name : name.substring(0, dot) + ": " + name.substring(dot + 1);
    words = words.replace('-', ' ').replace('.', ' ');
    return words.isEmpty()
        ? "Something happened"
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
