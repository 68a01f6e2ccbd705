package dev.leadline.notification.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said, before it is written the way a destination writes: nothing in it is escaped yet.
 *
 * @param noticeId the same for every try, so that a receiver can tell a repetition
 * @param trigger by its wire name
 * @param leadId null for a notice that is not about a lead
 * @param title one line
 * @param facts what else there is to know, in the order in which it is shown
 * @param words the lead's last words; null if there are none, or they are not to be shown
 * @param leadUrl where the lead, or what else it is about, is shown; null if it is nowhere
 * @param takeOverUrl the same, ready to take over; null where that makes no sense
 * @param sequence orders the notices of one lead
 * @param told fields that the event gave a value for
 * @param traceParent W3C trace context of what caused it, for us and no receiver
 */
public record Notice(
    String noticeId,
    String trigger,
    String tenant,
    @Nullable String leadId,
    long sequence,
    Instant at,
    String title,
    List<Fact> facts,
    @Nullable String words,
    @Nullable String leadUrl,
    @Nullable String takeOverUrl,
    Map<String, String> told,
    @Nullable String traceParent) {

  /** The trigger of a notice that a person asked for, to see whether any arrive. */
  public static final String TEST = "test";

  public Notice {
    facts = facts == null ? List.of() : List.copyOf(facts);
    told = told == null ? Map.of() : told;
  }

  /** Whether an erasure of its lead has to reach it. */
  public boolean aboutLead() {
    return leadId != null && !trigger.equals(TEST);
  }

  /** A name and a value. */
  public record Fact(String label, String value) {}
}
