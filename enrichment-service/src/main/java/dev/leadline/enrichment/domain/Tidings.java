package dev.leadline.enrichment.domain;

import dev.leadline.events.Json;
import java.time.Instant;
import java.util.List;

/**
 * An answer as the platform is to be told it.
 *
 * @param answeredAt with the inquiry's id and a number it makes the id of each event, so that
 *     telling twice is telling once
 */
public record Tidings(
    String inquiryId,
    String tenant,
    String leadId,
    Purpose purpose,
    Instant answeredAt,
    List<Told> facts) {

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
