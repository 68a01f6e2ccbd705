package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.Decision;

/**
 * What a lead can do; of two actions at the same instant the one of higher rank is the latest
 * (domain 4.10, 26).
 */
enum LeadAction {
  SCHEDULED_CALL("Scheduled Call", 120),
  RESCHEDULED_CALL("Rescheduled Call", 110),
  CANCELED_CALL("Canceled Call", 110),
  SUBMITTED_WEBFORM("Submitted Webform", 100),
  SHARED_EMAIL("Shared Email", 90),
  PROVIDED_DETAILS("Provided Details", 90),
  SENT_CHAT_MESSAGE("Sent Chat Message", 80),
  REPLIED_TO_EMAIL("Replied to Email", 70),
  SENT_TEXT_MESSAGE("Sent Text Message", 70),
  UNSUBSCRIBED("Unsubscribed", 70),
  OPTED_OUT("Opted Out of Texts", 70),
  OPTED_IN("Opted In", 70),
  CALLED("Called", 60),
  ANSWERED_CALL("Answered Phone Call", 61),
  TRANSFERRED("Transferred to Rep", 62),
  ATTENDED_MEETING("Attended Meeting", 50),
  CLICKED_LINK("Clicked Email Link", 40),
  OPENED_CHAT("Opened Chat", 30),
  STARTED_DEMO("Started Demo", 30),
  OPENED_EMAIL("Opened Email", 25),
  VISITED_WEBPAGE("Visited Webpage", 20),
  VIEWED_MEDIA("Viewed Media", 20);

  private final String label;
  private final int rank;

  LeadAction(String label, int rank) {
    this.label = label;
    this.rank = rank;
  }

  /** As it is stored: label and rank, so that a later change here cannot rewrite history. */
  Decision.Action stored() {
    return new Decision.Action(label, rank);
  }
}
