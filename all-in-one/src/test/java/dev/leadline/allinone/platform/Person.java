package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;

/** A lead with a name and a company that are nobody else's. */
record Person(Story story, String name, String company, String email) {

  static Person of(String first) {
    String mark = UUID.randomUUID().toString().substring(0, 8);
    Story story = Story.of("dashboard");
    String company = "Zephyr" + mark + " Works";
    String email = first.toLowerCase(Locale.ROOT) + "@" + mark + ".example";
    story.views("/pricing").views("/security").writes("m-1", "Do you support single sign-on?");
    story.tells(
        "chat.message-sent",
        "{\"messageId\": \"a-1\", \"text\": \"Yes, with every plan.\"}",
        "\"agent\": {\"agentId\": \"agent-17\", \"type\": \"CHAT\"}");
    story.tells(
        "form.submitted",
        """
        {"formId": "demo", "formName": "Request a demo", "url": "https://www.example.com/demo",
         "fields": {"first_name": "%s", "last_name": "%s", "company_name": "%s",
                    "job_title": "Head of Sales", "email": "%s"}}\
        """
            .formatted(first, "Lima", company, email));
    story.tells("voice.call-started", "{\"callId\": \"c-1\", \"direction\": \"OUT\"}");
    story.tells("voice.call-answered", "{\"callId\": \"c-1\", \"direction\": \"OUT\"}");
    story.tells(
        "voice.call-ended",
        "{\"callId\": \"c-1\", \"durationSec\": 95, \"leadTurns\": 3, \"outcome\":"
            + " \"COMPLETED\"}");
    story.tells(
        "voice.transcript-added",
        """
        {"callId": "c-1", "segments": [{"speaker": "AGENT", "text": "Hello Ana."},
         {"speaker": "LEAD", "text": "Hi, about our seats."}]}\
        """);
    story.tells(
        "email.sent",
        """
        {"emailId": "e-1", "subject": "What we talked about", "text": "Here is the offer.",
         "to": "%s", "from": "team@example.com"}\
        """
            .formatted(email));
    story.row(row -> assertThat(row.path("company").asString()).isEqualTo(company));
    return new Person(story, first + " Lima", company, email);
  }

  String path() {
    return "/leads/" + story.leadId();
  }
}
