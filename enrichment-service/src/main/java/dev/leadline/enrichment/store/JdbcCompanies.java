package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.RecallCompany;
import dev.leadline.enrichment.domain.RememberCompany;
import dev.leadline.events.Json;
import dev.leadline.events.Value;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What vendors said of companies, for thirty days. */
@Component
@DependsOn("enrichmentSchema")
final class JdbcCompanies implements RecallCompany, RememberCompany {

  private static final Duration KEPT = Duration.ofDays(30);

  private final JdbcTemplate jdbc;
  private final Clock clock;

  JdbcCompanies(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Map<String, Value> recall(String tenant, String domain) {
    List<String> found =
        jdbc.queryForList(
            "select fields from companies where tenant = ? and domain = ? and at > ?",
            String.class,
            tenant,
            domain,
            Timestamp.from(clock.instant().minus(KEPT)));
    Map<String, Value> fields = new TreeMap<>();
    if (found.isEmpty()) return fields;
    JsonNode kept = Json.MAPPER.readTree(found.getFirst());
    for (var field : kept.properties())
      fields.put(field.getKey(), Json.MAPPER.treeToValue(field.getValue(), Value.class));
    return fields;
  }

  @Override
  public void remember(String tenant, String domain, Map<String, Value> fields, Instant at) {
    jdbc.update(
        """
        insert into companies (tenant, domain, fields, at) values (?, ?, ?::jsonb, ?)
        on conflict (tenant, domain) do update set fields = excluded.fields, at = excluded.at
        """,
        tenant,
        domain,
        Json.MAPPER.writeValueAsString(fields),
        Timestamp.from(at));
  }
}
