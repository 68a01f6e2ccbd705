package dev.leadline.eventstore;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * What the event store keeps of an event beside the event. It reaches the store as the metadata of
 * the message, under the keys below.
 *
 * @param eventId unique over the whole store, so that the same event cannot be stored twice; null
 *     means the identifier of the message
 * @param naturalKey a second key that is unique over the whole store, for events that come again
 *     under another id
 * @param bodyHash tells a repetition from another event with the same id; it is not stored as it
 *     is, and what is read has none
 * @param traceParent W3C trace context of what caused the event
 */
public record EventMetadata(
    @Nullable UUID eventId,
    @Nullable UUID naturalKey,
    @Nullable Long bodyHash,
    String tenant,
    @Nullable String traceParent) {

  /** A UUID as text. */
  public static final String EVENT_ID = "eventId";

  /** A UUID as text. */
  public static final String NATURAL_KEY = "naturalKey";

  /** A {@link Long}. */
  public static final String BODY_HASH = "bodyHash";

  /** Text; the only one that an event cannot do without. */
  public static final String TENANT = "tenant";

  /** Text. */
  public static final String TRACE_PARENT = "traceparent";

  /** For an event that has no other key than its own random identifier. */
  public static EventMetadata of(String tenant) {
    return new EventMetadata(null, null, null, tenant, null);
  }

  /**
   * Reads what a message carries.
   *
   * @throws IllegalArgumentException without a tenant, or when a key is not a UUID
   */
  public static EventMetadata of(Map<String, ?> metadata) {
    if (!(metadata.get(TENANT) instanceof String tenant))
      throw new IllegalArgumentException("An event without '" + TENANT + "' in its metadata");
    return new EventMetadata(
        uuid(metadata.get(EVENT_ID)),
        uuid(metadata.get(NATURAL_KEY)),
        metadata.get(BODY_HASH) instanceof Long hash ? hash : null,
        tenant,
        metadata.get(TRACE_PARENT) instanceof String trace ? trace : null);
  }

  /** For {@code AggregateLifecycle.apply}. */
  public MetaData toMetaData() {
    var entries = new HashMap<String, Object>();
    entries.put(TENANT, tenant);
    if (eventId != null) entries.put(EVENT_ID, eventId.toString());
    if (naturalKey != null) entries.put(NATURAL_KEY, naturalKey.toString());
    if (bodyHash != null) entries.put(BODY_HASH, bodyHash);
    if (traceParent != null) entries.put(TRACE_PARENT, traceParent);
    return MetaData.from(entries);
  }

  private static @Nullable UUID uuid(@Nullable Object text) {
    return text == null ? null : UUID.fromString(text.toString());
  }
}
