package dev.leadline.leadservice.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.leadservice.domain.FindTenantStarts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The first time that anything of a tenant was to be decided, in PostgreSQL. It is remembered here:
 * should the transaction that wrote it be rolled back, the tenant has come a moment later.
 */
@Component
@DependsOn("leadServiceSchema")
final class JdbcTenants implements FindTenantStarts {

  /** Whoever may write to the topic of channel events may invent tenants. */
  private static final int MOST_REMEMBERED = 10_000;

  private final Cache<String, Instant> known =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  private final JdbcTemplate jdbc;

  JdbcTenants(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, Instant> find(Collection<String> tenants) {
    var found = new HashMap<>(known.getAllPresent(tenants));
    var unknown = new HashSet<>(tenants);
    unknown.removeAll(found.keySet());
    if (unknown.isEmpty()) return found;
    String[] asked = unknown.toArray(String[]::new);
    jdbc.update(
        "insert into tenants (tenant) select unnest(?) order by 1 on conflict do nothing",
        (Object) asked);
    jdbc.query(
        "select tenant, since from tenants where tenant = any(?)",
        row -> {
          Instant since = row.getObject(2, OffsetDateTime.class).toInstant();
          known.put(row.getString(1), since);
          found.put(row.getString(1), since);
        },
        (Object) asked);
    return found;
  }
}
