package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.Dimension;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.FindLeads.Answer;
import dev.leadline.gateway.domain.LeadQuery;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Lists leads page by page, with the counts that a reader sees. */
public final class ListLeads {

  /** Of dimensions with any number of values, the most frequent ones. */
  private static final int MOST_VALUES = 250;

  private final FindLeads find;

  public ListLeads(FindLeads find) {
    this.find = find;
  }

  /** One page. */
  public Answer list(LeadQuery query) {
    Answer answer = find.find(query);
    var facets = new EnumMap<Dimension, Map<String, Long>>(Dimension.class);
    answer
        .facets()
        .forEach(
            (dimension, counts) ->
                facets.put(
                    dimension,
                    shown(
                        dimension,
                        counts,
                        query.filters().chosen().getOrDefault(dimension, Set.of()))));
    return new Answer(answer.found(), answer.total(), answer.more(), facets);
  }

  /**
   * All values in their order where there is one, else the most frequent first; what is chosen is
   * there even when nobody has it.
   */
  private static Map<String, Long> shown(
      Dimension dimension, Map<String, Long> counts, Set<String> chosen) {
    var shown = new LinkedHashMap<String, Long>();
    for (String value : dimension.options()) shown.put(value, counts.getOrDefault(value, 0L));
    if (dimension.options().isEmpty())
      counts.entrySet().stream()
          .sorted(
              Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                  .thenComparing(Map.Entry.comparingByKey()))
          .limit(MOST_VALUES)
          .forEach(count -> shown.put(count.getKey(), count.getValue()));
    chosen.stream()
        .sorted()
        .forEach(value -> shown.putIfAbsent(value, counts.getOrDefault(value, 0L)));
    return Collections.unmodifiableMap(shown);
  }
}
