package dev.leadline.notification.store;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.BeginTenant;
import dev.leadline.notification.domain.Defaults;
import dev.leadline.notification.domain.DeleteRule;
import dev.leadline.notification.domain.FindRules;
import dev.leadline.notification.domain.Rule;
import dev.leadline.notification.domain.SaveDestination;
import dev.leadline.notification.domain.SaveRule;
import dev.leadline.notification.domain.Terms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/** The rules, and what a tenant begins with. */
@Component
@DependsOn("notificationSchema")
final class JdbcRules implements FindRules, SaveRule, DeleteRule, BeginTenant {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcRules.class);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final SaveDestination destinations;

  JdbcRules(JdbcTemplate jdbc, TransactionTemplate transaction, SaveDestination destinations) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.destinations = destinations;
  }

  @Override
  public void begin(String tenant, Instant since) {
    transaction.executeWithoutResult(
        status -> {
          int first =
              jdbc.update(
                  "insert into tenants (tenant, since) values (?, ?) on conflict do nothing",
                  tenant,
                  Timestamp.from(since));
          if (first == 0) return;
          destinations.save(Defaults.inbox(tenant, since), null);
          Defaults.rules(tenant, since).forEach(this::save);
        });
  }

  @Override
  public List<Rule> find(Collection<String> tenants) {
    return jdbc
        .query(
            "select * from rules where tenant = any(?) order by terms ->> 'name', rule_id",
            (row, number) -> rule(row),
            (Object) tenants.toArray(String[]::new))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** A rule that a newer version has kept holds up no other one. */
  private static Optional<Rule> rule(ResultSet row) throws SQLException {
    String ruleId = row.getString("rule_id");
    try {
      return Optional.of(
          new Rule(
              ruleId,
              row.getString("tenant"),
              Json.MAPPER.readValue(row.getString("terms"), Terms.class),
              row.getTimestamp("since").toInstant()));
    } catch (JacksonException ofAnotherVersion) {
      LOG.warn("The rule {} cannot be read by this version, and is passed over", ruleId);
      return Optional.empty();
    }
  }

  @Override
  public void save(Rule rule) {
    jdbc.update(
        """
        insert into rules (rule_id, tenant, terms, since) values (?, ?, ?::jsonb, ?)
        on conflict (rule_id) do update set terms = excluded.terms, since = excluded.since
        where rules.tenant = excluded.tenant
        """,
        rule.ruleId(),
        rule.tenant(),
        Json.MAPPER.writeValueAsString(rule.terms()),
        Timestamp.from(rule.since()));
  }

  @Override
  public boolean deleteRule(String tenant, String ruleId) {
    return jdbc.update("delete from rules where tenant = ? and rule_id = ?", tenant, ruleId) > 0;
  }
}
