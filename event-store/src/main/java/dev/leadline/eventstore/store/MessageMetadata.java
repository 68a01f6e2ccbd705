package dev.leadline.eventstore.store;

import dev.leadline.events.Json;
import dev.leadline.eventstore.EventMetadata;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Metadata of messages that has no column of its own: a small JSON object of texts. */
final class MessageMetadata {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private MessageMetadata() {}

  static byte @Nullable [] encode(Map<String, ?> metadata) {
    var texts = new TreeMap<String, String>();
    metadata.forEach(
        (key, value) -> {
          if (!hasColumn(key) && value != null) texts.put(key, value.toString());
        });
    return texts.isEmpty() ? null : Json.MAPPER.writeValueAsBytes(texts);
  }

  static Map<String, String> decode(byte @Nullable [] json) {
    return json == null ? Map.of() : Json.MAPPER.readValue(json, TEXTS);
  }

  static @Nullable String traceParent(byte @Nullable [] json) {
    return decode(json).get(EventMetadata.TRACE_PARENT);
  }

  /** What the message carried when it was appended, but for the hash of its body. */
  static MetaData of(Row row) {
    return new EventMetadata(row.eventId(), row.naturalKey(), null, row.tenant(), null)
        .toMetaData()
        .mergedWith(decode(row.metadata()));
  }

  private static boolean hasColumn(String key) {
    return switch (key) {
      case EventMetadata.EVENT_ID,
          EventMetadata.NATURAL_KEY,
          EventMetadata.BODY_HASH,
          EventMetadata.TENANT ->
          true;
      default -> false;
    };
  }
}
