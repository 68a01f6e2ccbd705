package dev.leadline.leadservice.domain;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that waits in the dead-letter topic, as it was received, and why it is there.
 *
 * @param id by which operators name it; safe in an address
 * @param place in the order of parking; later letters have higher ones
 * @param at when it was parked
 * @param tenant as its headers say it, or in structured mode its body; a record that says none is
 *     the default tenant's
 * @param headers as received, those that can be shown as text
 * @param body as received; empty where there was none
 * @param emptied not enough is left of it to be sent again: somebody in it was erased, or it was
 *     too large to be kept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ParkedRecord(
    String id,
    long place,
    String reason,
    String detail,
    Instant at,
    String tenant,
    @Nullable String eventId,
    @Nullable String type,
    Map<String, String> headers,
    byte[] body,
    boolean emptied) {

  public ParkedRecord {
    headers = Map.copyOf(headers);
  }
}
