package dev.leadline.gateway.domain;

import dev.leadline.events.lead.IdentityKey;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which leads are asked for: any of the values of a dimension, and all that is said beside.
 *
 * @param chosen values by dimension; a dimension that is absent does not matter
 * @param search null for none
 * @param identities for each key asked for, the identities that would do; all of them must be met
 * @param leadIds only these leads; empty for all
 */
public record Filters(
    Timeframe.Bounds bounds,
    Map<Dimension, Set<String>> chosen,
    @Nullable Search search,
    List<List<IdentityKey>> identities,
    Set<String> leadIds) {

  /** All leads. */
  public static final Filters NONE =
      new Filters(
          new Timeframe.Bounds(null, null, ZoneOffset.UTC), Map.of(), null, List.of(), Set.of());

  public Filters {
    var copy = new EnumMap<Dimension, Set<String>>(Dimension.class);
    chosen.forEach(
        (dimension, values) -> {
          if (!values.isEmpty()) copy.put(dimension, Set.copyOf(values));
        });
    chosen = Collections.unmodifiableMap(copy);
    identities = identities.stream().map(List::copyOf).toList();
    leadIds = Set.copyOf(leadIds);
  }

  /** The same for these leads only. */
  public Filters among(Set<String> someLeadIds) {
    return new Filters(bounds, chosen, search, identities, someLeadIds);
  }
}
