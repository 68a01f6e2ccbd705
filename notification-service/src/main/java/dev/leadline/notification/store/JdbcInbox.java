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

  @Override
  public void keep(Notice notice) {
    jdbc.update(
        """
        insert into inbox (notice_id, tenant, lead_id, at, sealed) values (?, ?, ?, ?, ?)
        on conflict (notice_id) do nothing
        """,
        notice.noticeId(),
        notice.tenant(),
        notice.leadId(),
        Timestamp.from(notice.at()),
        seal.seal(Json.MAPPER.writeValueAsString(notice), notice.noticeId()));
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
