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
 * @param bots whether those are asked for too that programs are suspected to be (domain 5.13)
 * @param interacted whether they have done something themselves; null if that does not matter
 */
public record Filters(
    Timeframe.Bounds bounds,
    Map<Dimension, Set<String>> chosen,
    @Nullable Search search,
    List<List<IdentityKey>> identities,
    Set<String> leadIds,
    boolean bots,
    @Nullable Boolean interacted) {

  /** All leads. */
  public static final Filters NONE =
      new Filters(
          new Timeframe.Bounds(null, null, ZoneOffset.UTC),
          Map.of(),
          null,
          List.of(),
          Set.of(),
          true,
          null);

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
    return new Filters(bounds, chosen, search, identities, someLeadIds, bots, interacted);
  }
}
