package dev.leadline.timeline.domain;

import static dev.leadline.timeline.domain.Rendering.ERASED;
import static dev.leadline.timeline.domain.Rendering.marker;
import static dev.leadline.timeline.domain.Rendering.message;
import static dev.leadline.timeline.domain.Words.first;
import static dev.leadline.timeline.domain.Words.plain;
import static dev.leadline.timeline.domain.Words.remarked;
import static dev.leadline.timeline.domain.Words.with;

import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.view.TimelineEntry.Kind;

/** How a sales person reads what is written by chat, email and text. */
final class ConversationRenderings {

  private ConversationRenderings() {}

  static Rendering of(ChatFact fact) {
    return switch (fact) {
      case ChatFact.ConversationStarted started ->
          marker(with("Opened the chat", " on ", started.initialPageUrl()));
      case ChatFact.MessageReceived received -> message(received.text());
      case ChatFact.MessageSent sent -> message(sent.text());
      case ChatFact.EmailCaptured captured ->
          marker(with("Shared an email address", ": ", captured.value()));
      case ChatFact.FieldCaptured captured ->
          marker(
              captured.field() == null || captured.value() == null
                  ? "Answered a question"
                  : with(
                      "Answered",
                      ": ",
                      plain(captured.field()) + " is " + captured.value().shown()));
      case ChatFact.ConversationEnded ended ->
          marker(remarked("The conversation ended", ended.reason()));
      case ChatFact.FeedbackGiven feedback -> of(feedback);
    };
  }

  private static Rendering of(ChatFact.FeedbackGiven feedback) {
    String from = with("Feedback", " by ", feedback.memberName());
    String rating =
        switch (feedback.rating()) {
          case UP -> "good answer";
          case DOWN -> "bad answer";
          case null -> null;
        };
    return new Rendering(Kind.NOTE, feedback.suggestion(), with(from, ": ", rating));
  }

  static Rendering of(EmailFact fact) {
    return switch (fact) {
      case EmailFact.Sent sent ->
          new Rendering(Kind.EMAIL, sent.text(), first("Email sent", sent.subject()));
      case EmailFact.Delivered _ -> marker("Email delivered");
      case EmailFact.Bounced bounced ->
          marker(
              switch (bounced.bounce()) {
                case SOFT -> "Email not delivered, may be tried again";
                case HARD -> "Email not delivered: no such mailbox";
                case null -> "Email not delivered";
              });
      case EmailFact.Opened opened ->
          marker(
              Boolean.TRUE.equals(opened.isProxy()) ? "Email opened by a machine" : "Email opened");
      case EmailFact.LinkClicked clicked ->
          marker(
              with(
                  Boolean.TRUE.equals(clicked.isMachine())
                      ? "Email link opened by a machine"
                      : "Clicked a link in an email",
                  ": ",
                  clicked.url()));
      case EmailFact.ReplyReceived reply ->
          new Rendering(
              Kind.EMAIL,
              reply.text() == null ? ERASED : reply.text(),
              Boolean.TRUE.equals(reply.autoReply())
                  ? with("Automatic reply", ": ", reply.subject())
                  : first("Email reply", reply.subject()));
      case EmailFact.Unsubscribed unsubscribed ->
          marker(with("Unsubscribed from emails", ": ", unsubscribed.scope()));
      case EmailFact.Complained complained ->
          marker(with("Reported an email as spam", ": ", complained.scope()));
    };
  }

  static Rendering of(TextFact fact) {
    return switch (fact) {
      case TextFact.MessageReceived received -> message(received.text());
      case TextFact.MessageSent sent ->
          sent.text() == null
              ? new Rendering(Kind.MESSAGE, null, "Text sent")
              : message(sent.text());
      case TextFact.Delivered _ -> marker("Text delivered");
      case TextFact.Failed failed -> marker(remarked("Text not delivered", failed.status()));
      case TextFact.OptedOut _ -> marker("Opted out of texts");
      case TextFact.OptedIn _ -> marker("Opted in to texts");
    };
  }
}
