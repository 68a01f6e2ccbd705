package dev.leadline.notification.store;

import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.Trigger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Lines of the ledger as they are stored. */
final class Lines {

  private static final Map<String, Trigger> TRIGGERS = new HashMap<>();

  static {
    for (Trigger trigger : Trigger.values()) TRIGGERS.put(trigger.toString(), trigger);
  }

  private Lines() {}

  static Delivery read(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong("delivery_id"),
        row.getString("tenant"),
        row.getString("rule_id"),
        row.getString("destination_id"),
        row.getString("event_id"),
        row.getString("lead_id"),
        trigger(row.getString("trigger")),
        Delivery.State.valueOf(row.getString("state")),
        row.getTimestamp("at").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        row.getInt("attempts"),
        row.getString("reason"));
  }

  static Trigger trigger(String wireName) {
    Trigger trigger = TRIGGERS.get(wireName);
    if (trigger == null) throw new IllegalStateException("No trigger is called " + wireName);
    return trigger;
  }
}
