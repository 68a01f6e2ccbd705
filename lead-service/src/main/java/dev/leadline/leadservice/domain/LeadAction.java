package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.Decision;

/** What a lead can do; of two actions at the same instant the one of higher rank is the latest. */
enum LeadAction {
  SCHEDULED_CALL("Scheduled Call", 120),
  SUBMITTED_WEBFORM("Submitted Webform", 100),
  SHARED_EMAIL("Shared Email", 90),
  SENT_CHAT_MESSAGE("Sent Chat Message", 80),
  OPENED_CHAT("Opened Chat", 20),
  VISITED_WEBPAGE("Visited Webpage", 10);

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
