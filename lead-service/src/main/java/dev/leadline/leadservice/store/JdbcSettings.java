package dev.leadline.leadservice.store;

import dev.leadline.events.Json;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.AnnounceSettings;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.domain.KeepSettings;
import dev.leadline.leadservice.domain.RepeatSettings;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings in PostgreSQL, each with the version that was announced last: a crash between the two
 * announces one again, and none never.
 */
@Component
@DependsOn("leadServiceSchema")
final class JdbcSettings implements FindSettings, KeepSettings, AnnounceSettings, RepeatSettings {

  /** The settings of this version. Others, of a newer one beside it, stay as they are. */
  private static final String[] OURS =
      Arrays.stream(TenantSettings.class.getRecordComponents())
          .map(RecordComponent::getName)
          .toArray(String[]::new);

  private static final Logger LOG = LoggerFactory.getLogger(JdbcSettings.class);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  JdbcSettings(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public Map<String, TenantSettings> find(Collection<String> tenants) {
    var found = new HashMap<String, TenantSettings>();
    jdbc.query(
        "select tenant, settings from tenant_settings where tenant = any(?)",
        row -> {
          found.put(row.getString(1), settings(row.getString(1), row.getString(2)));
        },
        (Object) tenants.toArray(String[]::new));
    return found;
  }

  @Override
  public boolean keep(TenantSettings next) {
    return jdbc.update(
            """
            insert into tenant_settings as kept (tenant, version, settings) values (?, ?, ?::jsonb)
            on conflict (tenant) do update
            set version = excluded.version, settings = (kept.settings - ?::text[]) || excluded.settings
            where kept.version = excluded.version - 1
            """,
            next.tenant(),
            next.version(),
            Json.MAPPER.writeValueAsString(next),
            OURS)
        == 1;
  }

  @Override
  public boolean announceNext(Consumer<TenantSettings> announcer) {
    return Boolean.TRUE.equals(transaction.execute(status -> announced(announcer)));
  }

  private boolean announced(Consumer<TenantSettings> announcer) {
    TenantSettings settings = nextReadable();
    if (settings == null) return false;
    announcer.accept(settings);
    jdbc.update(
        "update tenant_settings set announced = ? where tenant = ?",
        settings.version(),
        settings.tenant());
    return true;
  }

  /** What only a newer version beside this one can read is left to that one. */
  private @Nullable TenantSettings nextReadable() {
    String tenant = "";
    while (true) {
      List<Map.Entry<String, String>> next =
          jdbc.query(
              """
              select tenant, settings from tenant_settings where announced < version and tenant > ?
              order by tenant limit 1 for update skip locked
              """,
              (row, number) -> Map.entry(row.getString(1), row.getString(2)),
              tenant);
      if (next.isEmpty()) return null;
      tenant = next.getFirst().getKey();
      try {
        return settings(tenant, next.getFirst().getValue());
      } catch (JacksonException unreadable) {
        LOG.warn("The settings of tenant {} cannot be read, and are not announced", tenant);
      }
    }
  }

  @Override
  public void announceAllAgain() {
    jdbc.update("update tenant_settings set announced = 0");
  }

  /** What a tenant decided before there was a setting leaves that one as it is by default. */
  private static TenantSettings settings(String tenant, String stored) {
    ObjectNode complete = Json.MAPPER.valueToTree(TenantSettings.defaults(tenant));
    complete.setAll((ObjectNode) Json.MAPPER.readTree(stored));
    return Json.MAPPER.treeToValue(complete, TenantSettings.class);
  }
}
