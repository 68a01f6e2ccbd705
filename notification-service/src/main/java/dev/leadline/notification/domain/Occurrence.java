package dev.leadline.notification.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.lead.LeadEvent.Member;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a team may want to be told of.
 *
 * @param triggers what one event pulled, the most telling first; never empty
 * @param lead as it is after the event
 * @param channel and agent by which it happened; null if it did by neither
 * @param by the team member who did it
 * @param detail why, in a few words
 * @param told fields that the event gave a value for
 */
public record Occurrence(
    Announced announced,
    List<Trigger> triggers,
    KnownLead lead,
    @Nullable Channel channel,
    @Nullable String agentId,
    @Nullable Member by,
    @Nullable String detail,
    Map<String, String> told) {}
