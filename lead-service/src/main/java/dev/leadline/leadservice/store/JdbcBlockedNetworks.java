package dev.leadline.leadservice.store;

import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.AddBlockedNetworks;
import dev.leadline.leadservice.domain.BlockedNetwork;
import dev.leadline.leadservice.domain.FindBlockedNetworks;
import dev.leadline.leadservice.domain.ForgetBlockedNetworks;
import dev.leadline.leadservice.domain.SaveBlockedNetworks;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Networks of blocked leads in PostgreSQL; whatever is too old for every tenant goes with each
 * change.
 */
@Component
@DependsOn("leadServiceSchema")
final class JdbcBlockedNetworks
    implements SaveBlockedNetworks, AddBlockedNetworks, FindBlockedNetworks, ForgetBlockedNetworks {

  private static final Duration LONGEST = Duration.ofHours(TenantSettings.MOST_HOURS_BLOCKED);

  private final JdbcTemplate jdbc;
  private final Clock clock;

  JdbcBlockedNetworks(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void save(String tenant, Map<String, List<BlockedNetwork>> networks) {
    jdbc.update(
        "delete from blocked_networks where lead_id = any(?) or seen_at < ?",
        networks.keySet().stream().map(UUID::fromString).toArray(UUID[]::new),
        Timestamp.from(clock.instant().minus(LONGEST)));
    add(tenant, networks);
  }

  @Override
  public void add(String tenant, Map<String, List<BlockedNetwork>> visits) {
    jdbc.batchUpdate(
        """
        insert into blocked_networks (tenant, network, lead_id, seen_at) values (?, ?, ?, ?)
        on conflict (tenant, network, lead_id)
        do update set seen_at = greatest(blocked_networks.seen_at, excluded.seen_at)
        """,
        visits.entrySet().stream()
            .flatMap(
                lead ->
                    lead.getValue().stream()
                        .map(
                            network ->
                                new Object[] {
                                  tenant,
                                  network.network(),
                                  UUID.fromString(lead.getKey()),
                                  Timestamp.from(network.seenAt())
                                }))
            .toList());
  }

  @Override
  public void forget(String tenant) {
    jdbc.update("delete from blocked_networks where tenant = ?", tenant);
  }

  @Override
  public Map<String, Instant> find(String tenant, Collection<String> networks) {
    var found = new HashMap<String, Instant>();
    jdbc.query(
        """
        select network, max(seen_at) from blocked_networks
        where tenant = ? and network = any(?) group by network
        """,
        row -> {
          found.put(row.getString(1), row.getTimestamp(2).toInstant());
        },
        tenant,
        networks.toArray(String[]::new));
    return found;
  }
}
