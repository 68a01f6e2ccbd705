package dev.leadline.enrichment.domain;

import dev.leadline.enrichment.domain.Vendor.Knows;
import dev.leadline.enrichment.domain.Vendor.KnowsNothing;
import dev.leadline.enrichment.domain.Vendor.Question;
import dev.leadline.enrichment.domain.Vendor.Silent;
import dev.leadline.events.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several vendors in order, each asked only if it may fill a field that is still empty: the first
 * to fill one has it.
 */
public final class Waterfall {

  private Waterfall() {}

  /**
   * What came down.
   *
   * @param by vendors that gave something, in order
   * @param silent the first who did not answer; null if all did
   */
  public record Pool(Map<String, Value> fields, List<String> by, @Nullable Silent silent) {}

  /** Asks until nothing is missing, or nobody is left. */
  public static Pool fill(List<Vendor> vendors, Question question, Map<String, Value> known) {
    Map<String, Value> fields = new LinkedHashMap<>();
    Room.fill(fields, known);
    List<String> by = new ArrayList<>();
    Silent silent = null;
    for (Vendor vendor : vendors) {
      if (!vendor.fields().isEmpty() && fields.keySet().containsAll(vendor.fields())) continue;
      switch (vendor.ask(question)) {
        case Knows knows -> {
          int before = fields.size();
          Room.fill(fields, knows.fields());
          if (fields.size() > before) by.add(vendor.name());
        }
        case KnowsNothing nothing -> {}
        case Silent did -> {
          if (silent == null) silent = did;
        }
      }
    }
    return new Pool(fields, by, silent);
  }
}
