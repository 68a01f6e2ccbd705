package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Leads of every kind, always the same ones, for pages that are looked at: each stage, each mark,
 * somebody who is blocked, somebody whom a colleague speaks to, steps that are due and held, and a
 * month of visits.
 */
final class Cast {

  private static final String AGENT =
      "\"agent\": {\"agentId\": \"website-assistant\", \"type\": \"CHAT\"}";
  private static final Duration DAY = Duration.ofDays(1);

  /** Addresses of some countries, of networks that the country database knows. */
  private static final List<String> PLACES =
      List.of("8.8.8.8", "81.2.69.142", "194.65.3.20", "85.214.132.117", "163.172.10.1");

  private final Story ana;
  private final Story bruno;

  private Cast(Story ana, Story bruno) {
    this.ana = ana;
    this.bruno = bruno;
  }

  /** Tells all their stories, and waits until they are known. */
  static Cast tell() {
    month();
    visitor(Duration.ofMinutes(55), 2, "/", "/pricing");
    Story matched = Story.of("globex", ago(Duration.ofMinutes(48)));
    seen(matched, 1, "/docs/sso");
    matched.tells(
        "deanonymization.matched",
        "{\"provider\": \"vendor\", \"level\": \"COMPANY\", \"fields\": {\"company_name\":"
            + " \"Globex\"}}");
    Story ewa = person("Ewa Nowak", "Wayne Logistics", "ewa.nowak@wayne.example", 40, 3);
    ewa.writes("m-2", "Your competitor is a joke, and so are you.");
    assertThat(
            ewa.asks("block", Story.SAM + ", \"reason\": \"Harassment\", \"key\": \"block\"")
                .status())
        .isEqualTo(200);
    Story dai = person("Dai Nakamura", "Initech", "dai@initech.example", 32, 4);
    step(dai, "EMAIL", "Send Email: the offer", Duration.ofHours(3));
    Story chiara = person("Chiara Rossi", "Stark Instruments", "chiara.rossi@stark.example", 25, 0);
    chiara.writes("m-2", "Can I talk to a person, please?");
    step(chiara, "CALL", "Call Phone: follow up", Duration.ofMinutes(45));
    assertThat(chiara.asks("takeover", Story.KIM).status()).isEqualTo(200);
    Story bruno = person("Bruno Keller", "Hooli", "bruno.keller@hooli.example", 18, 3);
    bruno.tells("calendar.shown", "{\"calendarId\": \"sales\", \"provider\": \"ours\"}");
    visitor(Duration.ofMinutes(9), 1, "/", "/customers");
    return new Cast(tellAna(), bruno);
  }

  /** The one whose page is shown. */
  Story ana() {
    return ana;
  }

  /** Somebody else. */
  Story bruno() {
    return bruno;
  }

  private static Story tellAna() {
    Story ana = Story.of("ana", ago(Duration.ofMinutes(8)));
    seen(ana, 2, "/", "/pricing", "/security");
    ana.writes("m-1", "Hi! Do you support single sign-on?");
    answers(ana, "a-1", "Yes: SAML and OpenID Connect, in every plan. What do you use today?");
    ana.writes("m-2", "Okta, for 120 people. What would that cost?");
    answers(ana, "a-2", "About 9 a month for each. Shall I find you a time with Sam?");
    form(ana, "Ana Lima", "Acme Robotics", "ana.lima@acme.example");
    ana.tells(
        "enrichment.completed",
        """
        {"provider": "peopledata", "forEmail": "ana.lima@acme.example", "fields": {
          "job_title": "Head of Operations", "seniority": "Director", "department": "Operations",
          "location": "Lisbon", "skills": ["Logistics", "Planning"], "industry": "Robotics",
          "num_employees": 120, "company_website": "https://acme.example"}}\
        """);
    ana.tells(
        "email.validated",
        "{\"provider\": \"mailcheck\", \"status\": \"VALID\", \"forEmail\":"
            + " \"ana.lima@acme.example\"}");
    step(ana, "EMAIL", "Send Email: getting started", Duration.ofHours(20));
    ana.tells("voice.call-started", "{\"callId\": \"c-1\", \"direction\": \"OUT\"}");
    ana.tells("voice.call-answered", "{\"callId\": \"c-1\", \"direction\": \"OUT\"}");
    ana.tells(
        "voice.call-ended",
        "{\"callId\": \"c-1\", \"durationSec\": 95, \"leadTurns\": 3, \"outcome\": \"COMPLETED\"}");
    ana.tells(
        "voice.transcript-added",
        """
        {"callId": "c-1", "segments": [{"speaker": "AGENT", "text": "Hello Ana."},
         {"speaker": "LEAD", "text": "Hi, about our seats."}]}\
        """);
    ana.tells(
        "email.sent",
        """
        {"emailId": "e-1", "subject": "What we talked about", "text": "Here is the offer for 120 seats.",
         "to": "ana.lima@acme.example", "from": "team@example.com"}\
        """);
    ana.tells(
        "calendar.meeting-booked",
        "{\"meetingId\": \"mt-1\", \"startsAt\": \"2036-12-01T09:00:00Z\"}");
    ana.writes("m-3", "Thank you! One more thing: where is our data kept?");
    answers(ana, "a-3", "In the region that you choose, and with a key of its own for each lead.");
    ana.writes("m-4", "Perfect. See you on Monday.");
    ana.row(row -> assertThat(row.path("messageCount").asInt()).isGreaterThanOrEqualTo(4));
    return ana;
  }

  private static Story person(String name, String company, String email, int minutes, int place) {
    Story story = Story.of("cast", ago(Duration.ofMinutes(minutes)));
    seen(story, place, "/", "/pricing");
    story.writes("m-1", "How long does it take to get started?");
    answers(story, "a-1", "Most teams are live on the same day.");
    form(story, name, company, email);
    story.row(row -> assertThat(row.path("company").asString()).isEqualTo(company));
    return story;
  }

  private static void visitor(Duration before, int place, String... paths) {
    seen(Story.of("visitor", ago(before)), place, paths);
  }

  /** Two or three came on each of the last days. */
  private static void month() {
    for (int day = 12; day > 0; day--)
      for (int i = 0; i < 1 + day * 7 % 3; i++) {
        Story story = Story.of("earlier", ago(DAY.multipliedBy(day).plusMinutes(7L * i)));
        seen(story, day + i, "/", "/pricing");
        if ((day + i) % 2 == 0) story.writes("m-1", "Is there a trial?");
      }
  }

  private static Instant ago(Duration before) {
    return Instant.now().minus(before);
  }

  private static void seen(Story story, int place, String... paths) {
    for (String path : paths)
      story.tells(
          "web.page-viewed",
          "{\"url\": \"https://www.example.com%s\", \"path\": \"%s\"}".formatted(path, path),
          "\"context\": {\"ip\": \"%s\"}".formatted(PLACES.get(place % PLACES.size())));
  }

  private static void answers(Story story, String messageId, String text) {
    story.tells(
        "chat.message-sent",
        "{\"messageId\": \"%s\", \"text\": \"%s\"}".formatted(messageId, text),
        AGENT);
  }

  private static void form(Story story, String name, String company, String email) {
    String[] names = name.split(" ", -1);
    story.tells(
        "form.submitted",
        """
        {"formId": "demo", "formName": "Request a demo", "url": "https://www.example.com/demo",
         "fields": {"first_name": "%s", "last_name": "%s", "company_name": "%s", "email": "%s"}}\
        """
            .formatted(names[0], names[1], company, email));
  }

  private static void step(Story story, String kind, String label, Duration in) {
    story.tells(
        "workflow.step-scheduled",
        """
        {"workflowId": "welcome", "enrolmentId": "en-%s", "stepId": "st-1", "kind": "%s",
         "label": "%s", "dueAt": "%s"}\
        """
            .formatted(kind + label.length(), kind, label, Instant.now().plus(in)));
  }
}
