package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.TouchpointChange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is said by chat, email, voice and text means (domain 4.2). */
final class ConversationMeanings {

  private ConversationMeanings() {}

  static Meaning of(ChatFact fact) {
    Meaning lead = Meaning.ofLead(Channel.CHAT);
    Meaning agent = Meaning.of(Channel.CHAT, Actor.Kind.AGENT);
    Meaning member = Meaning.of(Channel.CHAT, Actor.Kind.MEMBER);
    return switch (fact) {
      case ChatFact.ConversationStarted started ->
          lead.reaching(Stage.BROWSING).doing(LeadAction.OPENED_CHAT);
      case ChatFact.MessageReceived received ->
          lead.reaching(Stage.ENGAGED).counting(1).doing(LeadAction.SENT_CHAT_MESSAGE);
      case ChatFact.MessageSent sent -> sent.author() == ChatFact.Author.MEMBER ? member : agent;
      case ChatFact.EmailCaptured captured ->
          lead.doing(LeadAction.SHARED_EMAIL)
              .observing(Fields.observed(Fields.EMAIL, captured.value(), Provenance.SELF));
      case ChatFact.FieldCaptured captured -> {
        String field = Fields.named(captured.field());
        yield lead.doing(
                field.equals(Fields.EMAIL) ? LeadAction.SHARED_EMAIL : LeadAction.PROVIDED_DETAILS)
            .observing(
                Fields.observed(Map.of(captured.field(), captured.value()), Provenance.SELF));
      }
      case ChatFact.ConversationEnded ended -> Meaning.of(Channel.CHAT, Actor.Kind.SYSTEM);
      case ChatFact.FeedbackGiven feedback -> member;
    };
  }

  static Meaning of(EmailFact fact) {
    Meaning lead = Meaning.ofLead(Channel.EMAIL);
    Meaning system = Meaning.of(Channel.EMAIL, Actor.Kind.SYSTEM);
    return switch (fact) {
      case EmailFact.Sent sent -> Meaning.of(Channel.EMAIL, Actor.Kind.AGENT);
      case EmailFact.Delivered delivered -> system;
      case EmailFact.Bounced bounced ->
          bounced.bounce() == EmailFact.Bounce.HARD
              ? system.observing(
                  Fields.observed("email_validation", "INVALID", Provenance.ENRICHMENT))
              : system;
      case EmailFact.Opened opened -> system;
      case EmailFact.LinkClicked clicked ->
          Boolean.TRUE.equals(clicked.isMachine()) ? system : lead.doing(LeadAction.CLICKED_LINK);
      // A machine's notice raises no stage, no count, no action (domain 4.10, 25).
      case EmailFact.ReplyReceived reply when Boolean.TRUE.equals(reply.autoReply()) -> system;
      case EmailFact.ReplyReceived reply ->
          lead.reaching(Stage.ENGAGED)
              .counting(1)
              .doing(LeadAction.REPLIED_TO_EMAIL)
              .observing(Fields.observed(Fields.EMAIL, reply.from(), Provenance.SELF));
      case EmailFact.Unsubscribed unsubscribed ->
          lead.doing(LeadAction.UNSUBSCRIBED).observing(refused("email_unsubscribed", true));
      case EmailFact.Complained complained ->
          lead.doing(LeadAction.UNSUBSCRIBED).observing(refused("email_unsubscribed", true));
    };
  }

  static Meaning of(VoiceFact fact) {
    Meaning lead = Meaning.ofLead(Channel.VOICE);
    Meaning system = Meaning.of(Channel.VOICE, Actor.Kind.SYSTEM);
    return switch (fact) {
      case VoiceFact.CallStarted call ->
          switch (call.direction()) {
            case IN, WEB -> lead.reaching(Stage.ENGAGED).doing(LeadAction.CALLED);
            case OUT -> Meaning.of(Channel.VOICE, Actor.Kind.AGENT);
          };
      case VoiceFact.CallAnswered call ->
          lead.reaching(Stage.ENGAGED).doing(LeadAction.ANSWERED_CALL);
      case VoiceFact.CallMissed call ->
          system.changing(TouchpointChange.missedCall(call.callId(), words(call.reason())));
      case VoiceFact.CallEnded call ->
          system.counting(Math.max(0, Objects.requireNonNullElse(call.leadTurns(), 1)));
      case VoiceFact.TranscriptAdded transcript -> system;
      case VoiceFact.Transferred transferred -> lead.doing(LeadAction.TRANSFERRED);
    };
  }

  static Meaning of(TextFact fact) {
    Meaning lead = Meaning.ofLead(Channel.TEXT);
    Meaning system = Meaning.of(Channel.TEXT, Actor.Kind.SYSTEM);
    return switch (fact) {
      case TextFact.MessageReceived received ->
          lead.reaching(Stage.ENGAGED).counting(1).doing(LeadAction.SENT_TEXT_MESSAGE);
      case TextFact.MessageSent sent -> Meaning.of(Channel.TEXT, Actor.Kind.AGENT);
      case TextFact.Delivered delivered -> system;
      case TextFact.Failed failed -> system;
      case TextFact.OptedOut out ->
          lead.doing(LeadAction.OPTED_OUT).observing(refused("text_opted_out", true));
      case TextFact.OptedIn in ->
          lead.doing(LeadAction.OPTED_IN).observing(refused("text_opted_out", false));
    };
  }

  private static @Nullable String words(VoiceFact.@Nullable MissedReason reason) {
    return switch (reason) {
      case NO_ANSWER -> "No answer";
      case BUSY -> "Busy";
      case VOICEMAIL -> "Voicemail";
      case FAILED -> "Failed";
      case null -> null;
    };
  }

  private static List<Observation> refused(String field, boolean refused) {
    return List.of(new Observation(field, new Value.Flag(refused), Provenance.SELF));
  }
}
