package dev.leadline.events.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.Channel;
import dev.leadline.events.channel.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a lead's timeline (domain 4.9).
 *
 * @param entryId orders entries of one lead as the timeline shows them
 * @param text what was said; null for what is not a message
 * @param label what happened, for a marker or an action; null for a plain message
 * @param late received more than an hour after it happened
 * @param hidden shown greyed: the lead was blocked at the time
 * @param suppressed an automatic answer that was never sent, for a member had taken over
 * @param messageId of an agent's message, by which a member judges it; null for all others
 * @param callId the channel's id of the call that it tells of; null for what is no part of a call,
 *     once the lead is erased, and where it was stored before entries had it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TimelineEntry(
    String entryId,
    Instant at,
    Kind kind,
    String type,
    Channel channel,
    Who actor,
    @Nullable String text,
    @Nullable String label,
    boolean late,
    boolean hidden,
    boolean suppressed,
    @Nullable String messageId,
    @Nullable String callId) {

  /** What sort of entry it is. */
  public enum Kind {
    MESSAGE,
    CALL,
    EMAIL,
    PAGE_VIEW,
    FORM,
    MEETING,
    MARKER,
    NOTE
  }

  /** Who did it. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Who(Actor.Kind kind, @Nullable String name) {}
}
