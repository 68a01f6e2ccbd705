package dev.leadline.notification.domain;

/**
 * What a team can be told of (domain 4.6), and the two events of the product's webhooks (domain
 * 2.13). The names are a contract with rules and with whoever receives a webhook. In this order the
 * first of several that one event pulls is the one that a message is about.
 */
public enum Trigger {
  LEAD_BLOCKED("lead.blocked", "Lead blocked", "was blocked"),
  LEAD_UNBLOCKED("lead.unblocked", "Lead unblocked", "was let in again"),
  LEAD_ASKED_FOR_HUMAN("lead.asked-for-human", "Asked for a person", "asked for a person"),
  LEAD_REPLIED_WHILE_MANUAL(
      "lead.replied-while-manual",
      "Reply while taken over",
      "wrote while a team member has taken over"),
  LEAD_CALL_SCHEDULED("lead.call-scheduled", "Call scheduled", "scheduled a call"),
  LEAD_CALL_CANCELED("lead.call-canceled", "Call canceled", "has a call that was canceled"),
  LEAD_FORM_SUBMITTED("lead.form-submitted", "Form submitted", "submitted a form"),
  LEAD_EMAIL_CAPTURED("lead.email-captured", "Email captured", "left an email address"),
  LEAD_ENGAGED("lead.engaged", "First message", "sent a first message"),
  LEAD_HIGH_ENGAGEMENT("lead.high-engagement", "Highly engaged", "sent the fifth message"),
  LEAD_RETURNED("lead.returned", "Lead returned", "is back after 30 days or more"),
  TAKEOVER_STARTED("takeover.started", "Takeover started", "was taken over"),
  TAKEOVER_ENDED("takeover.ended", "Takeover ended", "was returned to automated"),
  TAKEOVER_STALE(
      "takeover.stale", "Takeover waits", "was taken over and has not heard from the team since"),
  WORKFLOW_STEP_FAILED("workflow.step-failed", "Workflow step failed", "has a step that failed"),
  CRM_SYNC_FAILED("crm.sync-failed", "CRM sync failed", "was not taken by the CRM"),
  OPS_REPLAY_FINISHED("ops.replay-finished", "Replay finished", "was built again"),
  LEAD_CREATED("lead.created", "Lead created", "is a new lead"),
  LEAD_FACTS_UPDATED("lead.facts_updated", "Facts updated", "is known better");

  private final String wireName;
  private final String label;
  private final String sentence;

  Trigger(String wireName, String label, String sentence) {
    this.wireName = wireName;
    this.label = label;
    this.sentence = sentence;
  }

  /** What a person reads in a list of triggers. */
  public String label() {
    return label;
  }

  /** What happened, as the rest of a sentence that begins with the name of whom it is about. */
  public String sentence() {
    return sentence;
  }

  /** Its name in rules and webhooks, which is also how it is written as JSON. */
  @Override
  public String toString() {
    return wireName;
  }
}
