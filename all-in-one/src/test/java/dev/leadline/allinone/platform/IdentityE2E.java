package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From a stranger to somebody who booked a call: scenarios 2, 3 and 4 of domain, section 7. */
class IdentityE2E {

  private static String text(JsonNode node, String field) {
    return node.path(field).asString();
  }

  @Test
  void scenario_2_a_message_engages_and_a_match_of_the_company_shows_no_person() {
    Story story = Story.of("scenario-2").views("/").views("/pricing").views("/security");
    story.writes("m-1", "Do you support single sign-on?");
    story.row(
        row -> {
          assertThat(text(row, "stage")).isEqualTo("ENGAGED");
          assertThat(text(row, "engagement")).isEqualTo("MEDIUM");
          assertThat(row.path("messageCount").asInt()).isEqualTo(1);
          assertThat(text(row, "known")).isEqualTo("UNKNOWN");
        });

    story.tells(
        "deanonymization.matched",
        """
        {"provider": "vendor", "level": "COMPANY", "requestId": "r-1",
         "fields": {"company_name": "Acme", "first_name": "Perhaps", "email": "perhaps@acme.example"}}
        """);

    story.row(
        row -> {
          assertThat(text(row, "company")).isEqualTo("Acme");
          assertThat(text(row, "identityStatus")).isEqualTo("DEANONYMIZED");
          assertThat(text(row, "known")).isEqualTo("ENRICHED");
          assertThat(row.path("name").isNull()).isTrue();
          assertThat(row.path("email").isNull()).isTrue();
          assertThat(text(row, "label")).isEqualTo("Visitor from Acme");
          assertThat(text(row, "stage")).isEqualTo("ENGAGED");
        });
  }

  @Test
  void scenario_3_an_email_that_is_typed_verifies_the_lead_and_what_a_vendor_adds_is_told_apart() {
    Story story = Story.of("scenario-3").writes("m-1", "Can we talk?");
    String email = "{\"field\": \"email\", \"value\": \"%s\"}".formatted(story.email());
    story.tells("chat.email-captured", email);
    story.row(
        row -> {
          assertThat(text(row, "stage")).isEqualTo("EMAIL_CAPTURED");
          assertThat(text(row, "email")).isEqualTo(story.email());
          assertThat(text(row, "identityStatus")).isEqualTo("SELF_IDENTIFIED");
          assertThat(text(row, "known")).isEqualTo("VERIFIED");
          assertThat(text(row.path("latestAction"), "label")).isEqualTo("Shared Email");
        });

    story
        .tells(
            "enrichment.completed",
            """
            {"provider": "vendor", "forEmail": "%s",
             "fields": {"first_name": "Ana", "last_name": "Lima", "job_title": "Director",
                        "company_name": "Acme", "num_employees": 120}}
            """
                .formatted(story.email()))
        .tells(
            "email.validated",
            "{\"status\": \"VALID\", \"forEmail\": \"%s\"}".formatted(story.email()))
        .tells("chat.email-captured", email);

    JsonNode personal =
        story
            .detail(
                detail -> {
                  assertThat(text(detail, "name")).isEqualTo("Ana Lima");
                  assertThat(text(detail, "known")).isEqualTo("VERIFIED");
                  assertThat(text(detail, "stage")).isEqualTo("EMAIL_CAPTURED");
                  assertThat(
                          text(
                              detail.path("sections").path("personal").path("email_validation"),
                              "value"))
                      .isEqualTo("VALID");
                })
            .path("sections")
            .path("personal");
    assertThat(text(personal.path("job_title"), "provenance")).isEqualTo("ENRICHMENT");
    assertThat(text(personal.path("email"), "provenance")).isEqualTo("SELF");
  }

  @Test
  void scenario_4_a_call_is_booked_and_canceled_and_the_stage_stays() {
    Story story =
        Story.of("scenario-4")
            .tells(
                "form.submitted",
                "{\"formId\": \"f-1\", \"fields\": {\"first_name\": \"Ana\", \"last_name\":"
                    + " \"Lima\"}}")
            .tells("calendar.shown", "{\"calendarId\": \"c-1\"}");
    story.row(row -> assertThat(text(row, "stage")).isEqualTo("CALENDAR_SHOWN"));

    story.tells(
        "calendar.meeting-booked",
        "{\"meetingId\": \"meet-1\", \"startsAt\": \"%s\"}"
            .formatted(story.at().plusSeconds(86400)));
    story.detail(
        detail -> {
          assertThat(text(detail, "stage")).isEqualTo("CALL_SCHEDULED");
          assertThat(text(detail, "meetingState")).isEqualTo("BOOKED");
          assertThat(text(detail.path("latestAction"), "label")).isEqualTo("Scheduled Call");
        });

    story.tells(
        "calendar.meeting-canceled",
        "{\"meetingId\": \"meet-1\", \"by\": \"LEAD\", \"reason\": \"No time\"}");
    JsonNode canceled =
        story.detail(detail -> assertThat(text(detail, "meetingState")).isEqualTo("CANCELED"));
    assertThat(text(canceled, "stage")).isEqualTo("CALL_SCHEDULED");
    assertThat(text(canceled.path("latestAction"), "label")).isEqualTo("Canceled Call");
    assertThat(canceled.path("reachedAt").propertyNames())
        .contains("WEBFORM_SUBMITTED", "CALENDAR_SHOWN", "CALL_SCHEDULED");
  }
}
