package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.CompanyValue;
import dev.leadline.enrichment.domain.RecallCompany;
import dev.leadline.enrichment.domain.RememberCompany;
import dev.leadline.events.Json;
import dev.leadline.events.Value;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
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
    Map<String, CompanyValue> fields = new TreeMap<>();
    jdbc.query(
        "select fields, at from companies where tenant = ? and domain = ? and at > ?",
        row -> {
          Instant at = row.getTimestamp("at").toInstant();
          for (var field : Json.MAPPER.readTree(row.getString("fields")).properties()) {
            CompanyValue said = said(field.getValue(), at);
            if (said.saidAt().isAfter(oldest)) fields.put(field.getKey(), said);
          }
        },
        tenant,
        domain,
        Timestamp.from(oldest));
    return fields;
  }

  /** An instance of before 1.0 that still runs beside this one keeps a value without its time. */
  private static CompanyValue said(JsonNode kept, Instant at) {
    return kept.has("saidAt")
        ? Json.MAPPER.treeToValue(kept, CompanyValue.class)
        : new CompanyValue(Json.MAPPER.treeToValue(kept, Value.class), at);
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
