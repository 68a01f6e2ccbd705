package dev.leadline.notification.store;

import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.FindDeliveries;
import dev.leadline.notification.domain.SendAgain;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The ledger, as people read it. */
@Component
@DependsOn("notificationSchema")
final class JdbcDeliveries implements FindDeliveries, SendAgain {

  private final JdbcTemplate jdbc;

  JdbcDeliveries(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Delivery> find(Search search) {
    var sql = new StringBuilder("select * from deliveries where tenant = ?");
    var values = new ArrayList<Object>(List.of(search.tenant()));
    and(sql, values, "state = ?", search.state() == null ? null : search.state().name());
    and(sql, values, "trigger = ?", search.trigger() == null ? null : search.trigger().toString());
    and(sql, values, "rule_id = ?", search.ruleId());
    and(sql, values, "destination_id = ?", search.destinationId());
    and(sql, values, "lead_id = ?", search.leadId());
    and(sql, values, "delivery_id < ?", search.before());
    sql.append(" order by delivery_id desc limit ?");
    values.add(search.limit());
    return jdbc.query(sql.toString(), (row, number) -> Lines.read(row), values.toArray());
  }

  private static void and(
      StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
    if (value == null) return;
    sql.append(" and ").append(condition);
    values.add(value);
  }

  @Override
  public @Nullable String sendAgain(String tenant, long deliveryId, Instant now) {
    return jdbc
        .queryForList(
            """
            update deliveries set state = 'PENDING', due_at = ?, first_due_at = null, changed_at = ?,
                                  reason = 'Sent again by a person.'
            where tenant = ? and delivery_id = ? and state in ('FAILED', 'UNKNOWN')
              and sealed is not null
            returning destination_id
            """,
            String.class,
            Timestamp.from(now),
            Timestamp.from(now),
            tenant,
            deliveryId)
        .stream()
        .findFirst()
        .orElse(null);
  }
}
