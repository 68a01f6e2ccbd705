package dev.leadline.allinone.simulation;

import dev.leadline.events.Value;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One visit of one person, from the first page to whatever came of it. */
final class Journey {

  private static final Duration MEETING = Duration.ofMinutes(30);
  private static final List<String> CALENDARS = List.of("google", "microsoft");
  private static final List<String> HOSTS = List.of("m-sam", "m-ines", "m-kofi", "m-yuki");
  private static final List<String> OPENINGS =
      List.of("Hi", "Hello", "hey", "Hi there", "Good morning", "Hello, quick question");
  private static final List<String> ASKS_FOR_EMAIL =
      List.of(
          "Where can I send you the details?",
          "May I have your work email? Then nothing gets lost.",
          "Shall I email you a summary? Which address is best?");
  private static final List<String> GIVES_EMAIL =
      List.of("Sure, it's %s", "%s", "You can reach me at %s", "yes: %s thanks");
  private static final List<String> OFFERS_CALENDAR =
      List.of(
          "Here is the calendar of a colleague who knows this well. Does one of these times suit?",
          "Gladly. Pick any time that suits you.",
          "Let us look at it together: which of these slots works for you?");
  private static final List<WorkflowStep> FOLLOW_UPS =
      List.of(
          new WorkflowStep(StepKind.EMAIL, "Send the answer by email", 1),
          new WorkflowStep(StepKind.EMAIL, "Send case study", 2),
          new WorkflowStep(StepKind.CALL, "Call to qualify", 1),
          new WorkflowStep(StepKind.NOTIFY, "Tell the account owner", 1),
          new WorkflowStep(StepKind.TEXT, "Remind of the offer", 3),
          new WorkflowStep(StepKind.WAIT, "Wait two days", 2));

  private record WorkflowStep(StepKind kind, String label, int days) {}

  private Journey() {}

  /** The steps of one visit, in the order in which they happen. */
  static List<Step> of(Person person, Chance chance) {
    return visit(person, chance).steps();
  }

  /** The same and what comes of it by all other channels. */
  static List<Step> overAllChannels(Person person, Chance chance) {
    var told = visit(person, chance);
    Aftermath.of(told);
    return told.steps();
  }

  private static Telling visit(Person person, Chance chance) {
    var told = Telling.of(person, chance);
    browse(told, chance.between(1, 4));
    int kind = chance.below(100);
    if (kind < 35) return told;
    if (kind < 80) chat(told);
    else fillForm(told);
    if (chance.percent(30)) browse(told, chance.between(1, 2));
    return told;
  }

  private static void browse(Telling told, int pages) {
    for (int i = 0; i < pages; i++) {
      var page = told.chance.oneOf(Site.PAGES);
      String referrer = told.page == null ? told.arrival.referrer() : told.page.url();
      told.page = page;
      long duration = told.chance.between(2, 240) * 1_000L;
      told.website(
          at ->
              new WebFact.PageViewed(
                  page.url(), page.path(), page.title(), referrer, told.sessionId, duration));
    }
  }

  private static void chat(Telling told) {
    Chance chance = told.chance;
    String pageUrl = told.page == null ? null : told.page.url();
    told.openChat();
    told.lead(at -> new ChatFact.ConversationStarted(told.chatInterface, pageUrl));
    int exchanges = chance.between(1, 6);
    var subject = Conversations.WRITTEN.any(chance);
    boolean givesEmail = chance.percent(60);
    int emailAfter = chance.between(1, exchanges);
    for (int i = 1; i <= exchanges; i++) {
      if (i > 1 && chance.percent(40)) subject = Conversations.WRITTEN.any(chance);
      boolean aside = i > 1 && chance.percent(15);
      var now = aside ? Conversations.WRITTEN.smallTalk() : subject;
      String question = chance.oneOf(now.questions());
      told.says(i == 1 && chance.percent(40) ? greeted(chance, question) : question);
      told.agentSays(chance.oneOf(now.answers()));
      if (givesEmail && i == emailAfter) giveEmail(told);
    }
    if (!givesEmail) return;
    if (chance.percent(45)) meet(told, true);
    if (chance.percent(60)) followUp(told);
  }

  private static String greeted(Chance chance, String question) {
    return chance.oneOf(OPENINGS) + ". " + question;
  }

  private static void giveEmail(Telling told) {
    told.agentSays(told.chance.oneOf(ASKS_FOR_EMAIL));
    String email = told.person.email();
    String messageId = told.says(told.chance.oneOf(GIVES_EMAIL).formatted(email));
    told.knownBy(Asserted.SELF);
    told.lead(at -> new ChatFact.EmailCaptured("email", email, messageId));
  }

  private static void fillForm(Telling told) {
    Chance chance = told.chance;
    told.page = chance.percent(60) ? Site.DEMO : Site.CONTACT;
    var page = told.page;
    boolean demo = page.equals(Site.DEMO);
    told.website(
        at ->
            new WebFact.PageViewed(
                page.url(), page.path(), page.title(), null, told.sessionId, 20_000L));
    told.knownBy(Asserted.FORM);
    Map<String, Value> fields = new LinkedHashMap<>();
    Person person = told.person;
    fields.put("email", Value.text(person.email()));
    fields.put("firstName", Value.text(person.firstName()));
    fields.put("lastName", Value.text(person.lastName()));
    fields.put("company", Value.text(person.company()));
    if (chance.percent(70)) fields.put("jobTitle", Value.text(person.jobTitle()));
    if (chance.percent(40)) fields.put("phone", Value.text(person.phone()));
    boolean newsletter = chance.percent(50);
    told.form(
        at ->
            new FormFact.Submitted(
                demo ? "form-demo" : "form-contact",
                demo ? "Request a demo" : "Talk to sales",
                page.url(),
                fields,
                Map.of("newsletter", newsletter)));
    if (chance.percent(60)) meet(told, false);
    if (chance.percent(60)) followUp(told);
  }

  private static void meet(Telling told, boolean inChat) {
    Chance chance = told.chance;
    String provider = chance.oneOf(CALENDARS);
    String host = chance.oneOf(HOSTS);
    if (inChat) told.agentSays(chance.oneOf(OFFERS_CALENDAR));
    told.calendar(
        true, at -> new CalendarFact.Shown("cal-" + host, provider, inChat ? "CHAT" : "FORM"));
    if (!chance.percent(60)) return;
    String meetingId = "mt-" + chance.hexadecimal(12);
    int days = chance.between(1, 9);
    int halfHours = chance.between(18, 33);
    String zone = told.person.place().timezone();
    told.calendar(
        false,
        at -> {
          Instant startsAt = slot(at, days, halfHours, zone);
          return new CalendarFact.MeetingBooked(
              meetingId,
              provider,
              startsAt,
              startsAt.plus(MEETING),
              zone,
              host,
              told.person.email());
        });
  }

  /** A full or half hour of a working day of the lead. */
  private static Instant slot(Instant from, int days, int halfHours, String zone) {
    var day = from.atZone(ZoneId.of(zone)).toLocalDate().plusDays(days);
    int weekend = day.getDayOfWeek().getValue() - 5;
    var workday = weekend > 0 ? day.plusDays(2) : day;
    return workday
        .atTime(halfHours / 2, halfHours % 2 * 30)
        .atZone(ZoneId.of(zone))
        .withZoneSameInstant(ZoneOffset.UTC)
        .toInstant();
  }

  private static void followUp(Telling told) {
    Chance chance = told.chance;
    String enrolmentId = "en-" + chance.hexadecimal(12);
    int steps = chance.between(1, 3);
    for (int i = 1; i <= steps; i++) {
      var step = chance.oneOf(FOLLOW_UPS);
      String stepId = "s-" + i;
      boolean executed = chance.percent(45);
      Duration wait =
          executed ? Duration.ofMinutes(2) : Duration.ofMinutes(step.days() * 1_440L + i * 7L);
      told.workflow(
          at ->
              new WorkflowFact.StepScheduled(
                  "wf-follow-up",
                  enrolmentId,
                  stepId,
                  step.kind(),
                  step.label(),
                  at.plus(wait),
                  "agent-30"));
      if (executed)
        told.workflow(
            at -> new WorkflowFact.StepExecuted("wf-follow-up", enrolmentId, stepId, "DONE", null));
    }
  }
}
