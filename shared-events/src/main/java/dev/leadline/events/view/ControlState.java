package dev.leadline.events.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.lead.LeadState;
import org.jspecify.annotations.Nullable;

/**
 * Whether a channel may speak to a lead now: the value of {@code leadline.control-state}, and the
 * answer to {@code GET /v1/leads/{id}/control} (domain 4.5, 5.6). It holds nothing personal.
 *
 * @param blocked the lead gets no answers, whoever holds it
 * @param unconfirmed nothing but what somebody typed says that all of the lead is one person: an
 *     agent must not tell in one conversation what was said in another
 * @param movedTo the lead that this one is part of, whose record holds now; null while it is itself
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ControlState(
    String leadId,
    String tenant,
    LeadRow.Control control,
    boolean blocked,
    boolean unconfirmed,
    @Nullable String movedTo) {

  /** As the lead is now. */
  public static ControlState of(LeadState lead) {
    return new ControlState(
        lead.leadId(),
        lead.tenant(),
        LeadRow.Control.of(lead.control()),
        lead.block().isBlocked(),
        lead.isUnconfirmed(),
        lead.mergedInto());
  }
}
