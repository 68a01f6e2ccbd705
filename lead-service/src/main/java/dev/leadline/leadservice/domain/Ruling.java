package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.LeadEvent;
import java.util.List;

/** The answer to a command: what is to be stored, or why nothing is. */
public sealed interface Ruling {

  /** Yes, and this is what happened; nothing, if it had happened before. */
  record Accepted(List<LeadEvent> events) implements Ruling {}

  /** No, and which fact prevents it. */
  record Rejected(Refusal refusal) implements Ruling {}
}
