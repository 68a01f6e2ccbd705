package dev.leadline.notification.store;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.KeepInInbox;
import dev.leadline.notification.domain.Notice;
import dev.leadline.notification.domain.ReadInbox;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was delivered to the dashboard: the newest thousand of a tenant. */
@Component
@DependsOn("notificationSchema")
final class JdbcInbox implements KeepInInbox, ReadInbox {

  private static final int MOST = 1000;

  private final JdbcTemplate jdbc;
  private final Seal seal;

  JdbcInbox(JdbcTemplate jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  /** With its line held, so that an erasure is either seen here or sees what was kept. */
  @Override
  public void keep(Notice notice) {
    jdbc.update(
        """
        with line as materialized (
          select delivery_id from deliveries
          where lead_id = ? and rule_id || '.' || destination_id || '.' || event_id = ?
            and sealed is not null
          for share
        )
        insert into inbox (notice_id, tenant, lead_id, at, sealed)
        select ?, ?, ?, ?::timestamptz, ? where not ? or exists (select from line)
        on conflict (notice_id) do nothing
        """,
        notice.leadId(),
        notice.noticeId(),
        notice.noticeId(),
        notice.tenant(),
        notice.leadId(),
        Timestamp.from(notice.at()),
        seal.seal(Json.MAPPER.writeValueAsString(notice), notice.noticeId()),
        notice.aboutLead());
    jdbc.update(
        """
        delete from inbox where tenant = ? and number <
          (select number from inbox where tenant = ? order by number desc offset ? limit 1)
        """,
        notice.tenant(),
        notice.tenant(),
        MOST);
  }

  @Override
  public List<Notice> read(String tenant, int limit) {
    return jdbc.query(
        "select notice_id, sealed from inbox where tenant = ? order by number desc limit ?",
        (row, number) ->
            Json.MAPPER.readValue(seal.open(row.getBytes(2), row.getString(1)), Notice.class),
        tenant,
        limit);
  }
}
