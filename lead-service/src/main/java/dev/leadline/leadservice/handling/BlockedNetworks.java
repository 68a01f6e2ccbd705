package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.leadservice.domain.FindBlockedNetworks;
import dev.leadline.leadservice.domain.NameNetwork;
import dev.leadline.leadservice.domain.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Until when whoever comes anew from a network gets no answers (domain 5.7). Nothing is looked up
 * for tenants that block nobody for where they come from, which is the rule.
 */
public final class BlockedNetworks {

  private final NameNetwork nameNetwork;
  private final FindBlockedNetworks find;

  /** Looks up by the names of networks. */
  public BlockedNetworks(NameNetwork nameNetwork, FindBlockedNetworks find) {
    this.nameNetwork = nameNetwork;
    this.find = find;
  }

  /** What was found for a batch, by tenant and network. */
  record Found(Map<String, Map<String, Instant>> until) {

    /** Null if whoever comes from there gets answers. */
    @Nullable Instant until(String tenant, @Nullable String network) {
      return network == null ? null : until.getOrDefault(tenant, Map.of()).get(network);
    }
  }

  /** By one query for each tenant that has the rule. */
  Found find(Collection<ChannelEvent> unnamed, Map<String, Policy> policies) {
    var networks = new HashMap<String, Set<String>>();
    for (ChannelEvent event : unnamed) {
      if (!hasRule(policies.get(event.tenant())) || event.context() == null) continue;
      String network = nameNetwork.name(event.tenant(), event.context().ip());
      if (network != null)
        networks.computeIfAbsent(event.tenant(), _ -> new HashSet<>()).add(network);
    }
    var until = new HashMap<String, Map<String, Instant>>();
    networks.forEach(
        (tenant, names) ->
            until.put(tenant, until(find.find(tenant, names), policies.get(tenant))));
    return new Found(until);
  }

  static boolean hasRule(@Nullable Policy policy) {
    return policy != null && policy.blockSameNetworkFor().isPositive();
  }

  private static Map<String, Instant> until(Map<String, Instant> seen, @Nullable Policy policy) {
    Duration during = policy == null ? Duration.ZERO : policy.blockSameNetworkFor();
    var until = new HashMap<String, Instant>();
    seen.forEach((network, at) -> until.put(network, at.plus(during)));
    return until;
  }
}
