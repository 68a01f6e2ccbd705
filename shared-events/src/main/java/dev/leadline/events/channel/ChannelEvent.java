package dev.leadline.events.channel;

import dev.leadline.events.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An immutable fact published by an agent channel (domain 4.1).
 *
 * @param source URI of the producer; with {@code tenant} and {@code id} the key of duplicates
 * @param id the producer's own id, constant over its retries
 * @param type CloudEvents type, for example {@code leadline.chat.message-received.v1}
 * @param occurredAt by the producer's clock
 * @param sentAt by the producer's clock, when it told us; corrects a wrong clock
 * @param receivedAt by the broker's clock, or the HTTP ingest's
 * @param fact the payload, understood
 * @param payload the payload as it came, unknown fields and all
 */
public record ChannelEvent(
    String tenant,
    String source,
    String id,
    String type,
    Instant occurredAt,
    @Nullable Instant sentAt,
    Instant receivedAt,
    Identity identity,
    @Nullable Agent agent,
    @Nullable String conversationId,
    @Nullable Actor actor,
    @Nullable Context context,
    ChannelFact fact,
    Json payload) {

  /** The tenant of events that name none. */
  public static final String DEFAULT_TENANT = "default";
}
