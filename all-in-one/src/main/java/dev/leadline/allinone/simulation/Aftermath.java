package dev.leadline.allinone.simulation;

import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.MeetingFact;
import dev.leadline.events.channel.ModerationFact;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What comes of a visit: vendors and the CRM hear of it, a member steps in, workflows go on. */
final class Aftermath {

  private static final List<ControlFact.Member> MEMBERS =
      List.of(
          new ControlFact.Member("m-sam", "Sam Reed"),
          new ControlFact.Member("m-ines", "Inês Duarte"),
          new ControlFact.Member("m-kofi", "Kofi Mensah"));

  private Aftermath() {}

  static void of(Telling told) {
    Chance chance = told.chance;
    if (chance.percent(8)) look(told);
    if (!told.isKnown()) {
      if (chance.percent(20)) recognise(told);
      return;
    }
    enrich(told);
    if (chance.percent(12)) stepIn(told);
    if (chance.percent(8)) score(told, chance.between(2, 45) / 100.0);
    if (chance.percent(35)) Correspondence.byEmail(told);
    if (chance.percent(15)) Correspondence.byText(told);
    if (chance.percent(20)) Correspondence.byPhone(told);
    if (chance.percent(10)) meet(told);
    if (chance.percent(15)) runWorkflow(told);
    if (chance.percent(30)) record(told);
    if (chance.percent(1)) block(told);
  }

  private static void look(Telling told) {
    told.website(at -> new WebFact.MediaViewed("tour", "A tour in two minutes", "VIDEO"));
    if (told.chance.percent(30))
      told.website(
          at ->
              new WebFact.FieldsSet(
                  Map.of("plan", Value.text("trial"), "seats", new Value.Whole(12)), "JS"));
  }

  private static void recognise(Telling told) {
    String requestId = "dr-" + told.chance.hexadecimal(12);
    if (told.chance.percent(40))
      vendor(
          told,
          new VendorFact.Deanonymized(
              "vendor",
              VendorFact.Level.COMPANY,
              0.8,
              Map.of("company_name", Value.text(told.person.company())),
              requestId));
    else vendor(told, new VendorFact.DeanonymizationMissed("vendor", requestId));
  }

  private static void enrich(Telling told) {
    Person person = told.person;
    if (told.chance.percent(15)) {
      vendor(told, new VendorFact.EnrichmentFailed("vendor", person.email(), "NOT_FOUND"));
      return;
    }
    vendor(
        told,
        new VendorFact.Enriched(
            "vendor",
            Map.of(
                "job_title", Value.text(person.jobTitle()),
                "company_name", Value.text(person.company()),
                "num_employees", new Value.Whole(told.chance.between(10, 9_000))),
            person.email()));
    vendor(
        told,
        new VendorFact.EmailValidated("vendor", VendorFact.Validation.VALID, person.email(), null));
  }

  private static void vendor(Telling told, VendorFact fact) {
    told.channel("vendor/enrichment", null, Actor.Kind.VENDOR, at -> fact);
  }

  /** A member takes over outside the dashboard, writes, and gives back, or a colleague does. */
  private static void stepIn(Telling told) {
    Chance chance = told.chance;
    ControlFact.Member first = chance.oneOf(MEMBERS);
    member(told, new ControlFact.TakenOver(first.memberId(), first.memberName(), null));
    ControlFact.Member last = first;
    if (chance.percent(20)) {
      last = chance.oneOf(MEMBERS);
      member(told, new ControlFact.Reassigned(first, last));
    }
    String messageId = "m-" + chance.hexadecimal(16);
    told.channel(
        "chat/dashboard",
        null,
        Actor.Kind.MEMBER,
        at ->
            new ChatFact.MessageSent(
                messageId,
                "A person here: shall we look at this together?",
                ChatFact.Author.MEMBER,
                null,
                null,
                null));
    if (chance.percent(80))
      member(told, new ControlFact.Returned(last.memberId(), last.memberName()));
    if (chance.percent(25))
      told.channel(
          "chat/dashboard",
          null,
          Actor.Kind.MEMBER,
          at ->
              new ChatFact.FeedbackGiven(
                  messageId, ChatFact.Rating.UP, null, first.memberId(), first.memberName()));
    told.channel(
        "chat/site", null, Actor.Kind.SYSTEM, at -> new ChatFact.ConversationEnded("IDLE", 3, 4));
  }

  private static void member(Telling told, ControlFact fact) {
    told.channel("control/desk", null, Actor.Kind.MEMBER, at -> fact);
  }

  private static void score(Telling told, double score) {
    String messageId = "m-" + told.chance.hexadecimal(16);
    told.channel(
        "moderation/model",
        null,
        Actor.Kind.VENDOR,
        at ->
            new ModerationFact.MessageScored(messageId, Map.of("harassment", score), "model", "1"));
  }

  private static void block(Telling told) {
    ControlFact.Member by = told.chance.oneOf(MEMBERS);
    told.channel(
        "control/desk",
        null,
        Actor.Kind.MEMBER,
        at ->
            new ModerationFact.BlockRequested(
                by.memberId(), by.memberName(), "Spam", null, at.plus(Duration.ofDays(30))));
    if (told.chance.percent(30))
      told.channel(
          "control/desk",
          null,
          Actor.Kind.MEMBER,
          at ->
              new ModerationFact.UnblockRequested(
                  by.memberId(), by.memberName(), "A misunderstanding", null));
  }

  private static void meet(Telling told) {
    Chance chance = told.chance;
    String meetingId = "mt-" + chance.hexadecimal(12);
    if (chance.percent(40)) {
      told.channel(
          "demo/tour", null, Actor.Kind.LEAD, at -> new MeetingFact.DemoStarted(meetingId));
      told.channel(
          "demo/tour", null, Actor.Kind.SYSTEM, at -> new MeetingFact.DemoEnded(meetingId, 420L));
      return;
    }
    told.channel(
        "copilot/room", null, Actor.Kind.AGENT, at -> new MeetingFact.CopilotJoined(meetingId));
    String question = chance.oneOf(Conversations.WRITTEN.any(chance).questions());
    told.channel(
        "copilot/room",
        null,
        Actor.Kind.LEAD,
        at -> new MeetingFact.QuestionAsked(meetingId, question, true));
    told.channel(
        "copilot/room",
        null,
        Actor.Kind.AGENT,
        at -> new MeetingFact.CopilotMeetingEnded(meetingId, 1_800L));
    Bookings.become(told, meetingId);
  }

  private static void runWorkflow(Telling told) {
    Chance chance = told.chance;
    String run = "en-" + chance.hexadecimal(12);
    told.workflow(at -> new WorkflowFact.Enrolled("wf-nurture", "4", run, "Nurture"));
    told.workflow(
        at ->
            new WorkflowFact.StepScheduled(
                "wf-nurture",
                run,
                "s-1",
                WorkflowFact.StepKind.EMAIL,
                "Send case study",
                at.plus(Duration.ofDays(2)),
                "agent-30"));
    switch (chance.below(4)) {
      case 0 ->
          told.workflow(
              at ->
                  new WorkflowFact.StepHeld(
                      "wf-nurture",
                      run,
                      "s-1",
                      WorkflowFact.HoldReason.WINDOW,
                      at.plus(Duration.ofDays(3))));
      case 1 -> {
        told.workflow(
            at -> new WorkflowFact.StepSkipped("wf-nurture", run, "s-1", "Replied meanwhile"));
        told.workflow(at -> new WorkflowFact.Exited("wf-nurture", run, "GOAL_REACHED"));
      }
      case 2 ->
          told.workflow(
              at -> new WorkflowFact.StepFailed("wf-nurture", run, "s-1", "Mailbox is full"));
      default -> {
        told.workflow(at -> new WorkflowFact.StepExecuted("wf-nurture", run, "s-1", "DONE", null));
        told.workflow(at -> new WorkflowFact.Completed("wf-nurture", run, null));
      }
    }
  }

  private static void record(Telling told) {
    Chance chance = told.chance;
    Person person = told.person;
    String id = "00Q" + chance.hexadecimal(12);
    List<String> fields = List.of("email", "first_name");
    switch (chance.below(5)) {
      case 0 ->
          told.channel(
              "crm/salesforce",
              null,
              Actor.Kind.SYSTEM,
              at ->
                  new RecordsFact.Pulled(
                      CrmSystem.SALESFORCE,
                      "Lead",
                      id,
                      Map.of("last_name", Value.text(person.lastName())),
                      at));
      case 1 ->
          told.channel(
              "crm/salesforce",
              null,
              Actor.Kind.SYSTEM,
              at -> new RecordsFact.SyncFailed(CrmSystem.SALESFORCE, id, "The field is read-only"));
      case 2 ->
          told.channel(
              "api/shop",
              null,
              Actor.Kind.SYSTEM,
              at ->
                  new RecordsFact.Upserted(
                      "shop", null, Map.of("first_name", Value.text(person.firstName()))));
      case 3 ->
          told.channel(
              "api/shop",
              null,
              Actor.Kind.SYSTEM,
              at -> new RecordsFact.Tracked("Trial started", Map.of("plan", Value.text("team"))));
      default ->
          told.channel(
              "crm/salesforce",
              null,
              Actor.Kind.SYSTEM,
              at -> new RecordsFact.Pushed(CrmSystem.SALESFORCE, id, fields));
    }
  }
}
