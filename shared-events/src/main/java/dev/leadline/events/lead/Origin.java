package dev.leadline.events.lead;

import dev.leadline.events.Channel;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The channel event behind a stored event: which, when, by whom. Nothing in it is personal.
 *
 * @param type CloudEvents type of the channel event
 * @param at when it happened, corrected for the producer's clock (domain 5.3)
 * @param occurredAt what the producer's clock said
 * @param actor who did it; the name, if any, is in the content
 * @param late received more than an hour after it happened (domain 4.10, 11)
 * @param clamped the producer's time was unbelievable and {@code receivedAt} was taken
 */
public record Origin(
    String type,
    String source,
    String id,
    Instant at,
    Instant occurredAt,
    @Nullable Instant sentAt,
    Instant receivedAt,
    Channel channel,
    Actor.Kind actor,
    @Nullable Agent agent,
    @Nullable String conversationId,
    boolean late,
    boolean clamped) {

  /** Its place among all that happened to the lead. */
  public Moment moment() {
    return new Moment(at, source, id);
  }
}
