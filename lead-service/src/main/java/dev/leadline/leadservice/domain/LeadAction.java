package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.Decision;

/**
 * What a lead can do. Of two actions at the same instant the one declared first here is the latest
 * (domain 4.10, 26).
 */
enum LeadAction {
  SCHEDULED_CALL("Scheduled Call"),
  SUBMITTED_WEBFORM("Submitted Webform"),
  SHARED_EMAIL("Shared Email"),
  SENT_CHAT_MESSAGE("Sent Chat Message"),
  OPENED_CHAT("Opened Chat"),
  VISITED_WEBPAGE("Visited Webpage");

  private final Decision.Action action;

  LeadAction(String label) {
    action = new Decision.Action(label, 100 - ordinal());
  }

  /** As it is stored: label and rank, so that a later reordering cannot rewrite history. */
  Decision.Action stored() {
    return action;
  }
}
