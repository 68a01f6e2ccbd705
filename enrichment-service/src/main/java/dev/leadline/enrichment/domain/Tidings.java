package dev.leadline.enrichment.domain;

import dev.leadline.events.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the platform is to be told it.
 *
 * @param answeredAt with the inquiry's id and a number it makes the id of each event, so that
 *     telling twice is telling once
 * @param traceParent W3C trace context of what it was asked for
 */
public record Tidings(
    String inquiryId,
    String tenant,
    String leadId,
    Purpose purpose,
    Instant answeredAt,
    List<Told> facts,
    @Nullable String traceParent) {

  public Tidings {
    facts = List.copyOf(facts);
  }

  /**
   * A fact as it is written.
   *
   * @param type CloudEvents type
   */
  public record Told(String type, Json payload) {}
}
