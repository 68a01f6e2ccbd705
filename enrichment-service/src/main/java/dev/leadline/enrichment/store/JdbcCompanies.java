package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.CompanyValue;
import dev.leadline.enrichment.domain.RecallCompany;
import dev.leadline.enrichment.domain.RememberCompany;
import dev.leadline.events.Json;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What vendors said of companies, each value for thirty days from when it was said. */
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
  public Map<String, CompanyValue> recall(String tenant, String domain) {
    Instant oldest = clock.instant().minus(KEPT);
    List<String> found =
        jdbc.queryForList(
            "select fields from companies where tenant = ? and domain = ? and at > ?",
            String.class,
            tenant,
            domain,
            Timestamp.from(oldest));
    Map<String, CompanyValue> fields = new TreeMap<>();
    if (found.isEmpty()) return fields;
    JsonNode kept = Json.MAPPER.readTree(found.getFirst());
    for (var field : kept.properties()) {
      var said = Json.MAPPER.treeToValue(field.getValue(), CompanyValue.class);
      if (said.saidAt().isAfter(oldest)) fields.put(field.getKey(), said);
    }
    return fields;
  }

  @Override
  public void remember(String tenant, String domain, Map<String, CompanyValue> fields) {
    jdbc.update(
        """
        insert into companies (tenant, domain, fields, at) values (?, ?, ?::jsonb, ?)
        on conflict (tenant, domain) do update set fields = excluded.fields, at = excluded.at
        """,
        tenant,
        domain,
        Json.MAPPER.writeValueAsString(fields),
        Timestamp.from(
            Collections.max(fields.values().stream().map(CompanyValue::saidAt).toList())));
  }
}
