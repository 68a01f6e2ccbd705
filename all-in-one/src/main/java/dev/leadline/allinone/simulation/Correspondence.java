package dev.leadline.allinone.simulation;

import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.channel.VoiceFact.Segment;
import dev.leadline.events.channel.VoiceFact.Speaker;
import java.util.List;

/** Emails, texts and calls between the lead and the agents of those channels. */
final class Correspondence {

  private static final Agent MAILER = new Agent("agent-30", Agent.Type.EMAIL, "2");
  private static final Agent TEXTER = new Agent("agent-40", Agent.Type.TEXT, "1");
  private static final Agent CALLER = new Agent("agent-50", Agent.Type.VOICE, "5");
  private static final String OURS = "hello@northwind.example";

  private Correspondence() {}

  static void byEmail(Telling told) {
    Chance chance = told.chance;
    String emailId = "em-" + chance.hexadecimal(12);
    String to = told.person.email();
    var subject = Conversations.WRITTEN.any(chance);
    String answer = chance.oneOf(subject.answers());
    email(
        told,
        Actor.Kind.AGENT,
        new EmailFact.Sent(
            emailId, emailId, null, subject.name(), answer, OURS, to, null, null, null, null));
    if (chance.percent(4)) {
      email(told, Actor.Kind.SYSTEM, new EmailFact.Bounced(emailId, EmailFact.Bounce.HARD, "550"));
      return;
    }
    email(told, Actor.Kind.SYSTEM, new EmailFact.Delivered(emailId));
    if (chance.percent(60))
      email(told, Actor.Kind.SYSTEM, new EmailFact.Opened(emailId, chance.percent(30)));
    if (chance.percent(25))
      email(
          told,
          Actor.Kind.LEAD,
          new EmailFact.LinkClicked(emailId, "https://www.northwind.example/customers", null));
    if (chance.percent(30)) reply(told, emailId);
    else if (chance.percent(5)) email(told, Actor.Kind.LEAD, new EmailFact.Unsubscribed("ALL"));
    else if (chance.percent(1)) email(told, Actor.Kind.LEAD, new EmailFact.Complained("SPAM"));
  }

  private static void reply(Telling told, String emailId) {
    Chance chance = told.chance;
    boolean away = chance.percent(20);
    String words =
        away
            ? "I am out of the office until Monday."
            : chance.oneOf(Conversations.WRITTEN.any(chance).questions());
    email(
        told,
        Actor.Kind.LEAD,
        new EmailFact.ReplyReceived(
            emailId + "-r", emailId, null, words, told.person.email(), away ? true : null, null));
  }

  private static void email(Telling told, Actor.Kind actor, EmailFact fact) {
    told.channel("email/northwind", MAILER, actor, at -> fact);
  }

  static void byText(Telling told) {
    Chance chance = told.chance;
    String sid = "SM" + chance.hexadecimal(16);
    text(
        told,
        Actor.Kind.AGENT,
        new TextFact.MessageSent(sid, "Is Thursday still good?", "queued", null, null, null));
    if (chance.percent(6)) {
      text(told, Actor.Kind.SYSTEM, new TextFact.Failed(sid, "unreachable"));
      return;
    }
    text(told, Actor.Kind.SYSTEM, new TextFact.Delivered(sid, "delivered"));
    if (chance.percent(50))
      text(
          told,
          Actor.Kind.LEAD,
          new TextFact.MessageReceived(
              "SM" + chance.hexadecimal(16), "Yes, thank you", told.person.phone(), null));
    else if (chance.percent(8)) {
      text(told, Actor.Kind.LEAD, new TextFact.OptedOut("STOP"));
      if (chance.percent(30)) text(told, Actor.Kind.LEAD, new TextFact.OptedIn("START"));
    }
  }

  private static void text(Telling told, Actor.Kind actor, TextFact fact) {
    told.channel("text/northwind", TEXTER, actor, at -> fact);
  }

  static void byPhone(Telling told) {
    Chance chance = told.chance;
    String callId = "ca-" + chance.hexadecimal(12);
    String phone = told.person.phone();
    boolean incoming = chance.percent(40);
    var direction = incoming ? VoiceFact.Direction.IN : VoiceFact.Direction.OUT;
    call(
        told,
        incoming ? Actor.Kind.LEAD : Actor.Kind.AGENT,
        new VoiceFact.CallStarted(
            callId, direction, incoming ? phone : null, incoming ? null : phone));
    if (!incoming && chance.percent(40)) {
      call(
          told,
          Actor.Kind.SYSTEM,
          new VoiceFact.CallMissed(callId, VoiceFact.MissedReason.NO_ANSWER));
      return;
    }
    call(told, Actor.Kind.LEAD, new VoiceFact.CallAnswered(callId, direction));
    var subject = Conversations.WRITTEN.any(chance);
    String asked = chance.oneOf(subject.questions());
    String answered = chance.oneOf(subject.answers());
    if (chance.percent(15))
      call(
          told,
          Actor.Kind.LEAD,
          new VoiceFact.Transferred(callId, VoiceFact.TransferMode.WARM, "m-sam"));
    if (chance.percent(20))
      call(told, Actor.Kind.LEAD, new VoiceFact.CallEnded(callId, 35L, 1, "LEFT_MESSAGE", null));
    else
      call(
          told,
          Actor.Kind.SYSTEM,
          new VoiceFact.CallEnded(
              callId, (long) chance.between(60, 900), chance.between(1, 6), "COMPLETED", null));
    call(
        told,
        Actor.Kind.SYSTEM,
        new VoiceFact.TranscriptAdded(
            callId,
            List.of(
                new Segment(null, Speaker.LEAD, asked),
                new Segment(null, Speaker.AGENT, answered))));
    if (chance.percent(20))
      told.lead(at -> new ChatFact.FieldCaptured("timeline", Value.text("This quarter"), null));
  }

  private static void call(Telling told, Actor.Kind actor, VoiceFact fact) {
    told.channel("voice/northwind", CALLER, actor, at -> fact);
  }
}
