package dev.leadline.leadservice.handling;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Ids that follow from what they name, so that whatever is delivered again gets the same id again.
 */
final class Fingerprints {

  private Fingerprints() {}

  /**
   * The id of the nth event that a channel event led to.
   *
   * @param n from 0
   */
  static UUID eventId(String tenant, String source, String id, int n) {
    return uuid(String.join("\n", tenant, source, id, Integer.toString(n)));
  }

  /** The id by which a channel tells a fact of this lead apart. */
  static UUID naturalKey(String leadId, String key) {
    return uuid(leadId + '\n' + key);
  }

  /** The id of the nth event that a command led to, under the key that its caller gave it. */
  static UUID commandId(String tenant, String idempotencyKey, int n) {
    return uuid(String.join("\n", "command", tenant, idempotencyKey, Integer.toString(n)));
  }

  /** The same for two bodies that say the same, whatever white space they are written with. */
  static long of(String type, JsonNode data) {
    return ByteBuffer.wrap(digest(type + '\n' + data)).getLong();
  }

  private static UUID uuid(String name) {
    ByteBuffer digest = ByteBuffer.wrap(digest(name));
    long high = (digest.getLong() & ~0xF000L) | 0x8000L;
    long low = (digest.getLong() & ~(0b11L << 62)) | (1L << 63);
    return new UUID(high, low);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
