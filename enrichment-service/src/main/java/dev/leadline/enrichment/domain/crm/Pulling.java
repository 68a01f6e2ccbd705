package dev.leadline.enrichment.domain.crm;

import dev.leadline.enrichment.domain.Room;
import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import dev.leadline.events.Value;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a pulled record tells that is new. What we have written ourselves comes back with the next
 * pull; taken for news it would be written again, and would count as the CRM's word from then on.
 */
public final class Pulling {

  private Pulling() {}

  /**
   * What the CRM is known to hold of a record, by what we wrote and what we read.
   *
   * @param fingerprints of values, by the CRM's names of their fields
   * @param modifiedAt when it was so, by the CRM's clock
   */
  public record Known(Map<String, String> fingerprints, @Nullable Instant modifiedAt) {
    public Known {
      fingerprints = Map.copyOf(fingerprints);
    }
  }

  /**
   * Fields of ours and their new values, as far as there is {@link Room}; null if the record tells
   * nothing new.
   */
  public static @Nullable Map<String, Value> news(
      CrmPlan plan, CrmRecord record, @Nullable Known known, UnaryOperator<String> fingerprint) {
    if (known != null
        && known.modifiedAt() != null
        && record.modifiedAt() != null
        && !record.modifiedAt().isAfter(known.modifiedAt())) return null;
    var news = new TreeMap<String, Value>();
    for (Mapping mapping : plan.mappings()) {
      String text = record.values().get(mapping.external());
      if (!mapping.pull() || text == null) continue;
      boolean same =
          known != null
              && fingerprint.apply(text).equals(known.fingerprints().get(mapping.external()));
      Value value = same ? null : mapping.type().read(text);
      if (value != null) news.put(mapping.field(), value);
    }
    if (known != null && news.isEmpty()) return null;
    var told = new TreeMap<String, Value>();
    Room.fill(told, news);
    return told;
  }
}
