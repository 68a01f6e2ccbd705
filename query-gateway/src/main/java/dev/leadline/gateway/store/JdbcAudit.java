package dev.leadline.gateway.store;

import static dev.leadline.gateway.store.Kept.asked;
import static dev.leadline.gateway.store.Kept.known;
import static dev.leadline.gateway.store.Kept.time;

import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.ReadAudit;
import dev.leadline.gateway.domain.WriteAudit;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit log in PostgreSQL. */
@Component
final class JdbcAudit implements WriteAudit, ReadAudit {

  private static final String WHAT = "The audit log";

  private static final String INSERT =
      "insert into audit_log (at, tenant, action, outcome, who_kind, who, address, request, leads,"
          + " filter, rows, details) values (:at, :tenant, :action, :outcome, :whoKind, :who,"
          + " :address, :request, string_to_array(:leads, ','), :filter, :rows, :details)";

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate template;
  private final TransactionTemplate transaction;

  JdbcAudit(JdbcClient jdbc, NamedParameterJdbcTemplate template, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.template = template;
    this.transaction = transaction;
  }

  @Override
  public void write(List<AuditEntry> entries) {
    SqlParameterSource[] rows =
        entries.stream().map(JdbcAudit::row).toArray(SqlParameterSource[]::new);
    asked(WHAT, () -> transaction.execute(all -> template.batchUpdate(INSERT, rows)));
  }

  private static SqlParameterSource row(AuditEntry entry) {
    return new MapSqlParameterSource()
        .addValue("at", time(entry.at()))
        .addValue("tenant", entry.tenant())
        .addValue("action", entry.action())
        .addValue("outcome", entry.outcome().name())
        .addValue("whoKind", entry.whoKind().name())
        .addValue("who", entry.who(), Types.VARCHAR)
        .addValue("address", entry.address(), Types.VARCHAR)
        .addValue("request", entry.request(), Types.VARCHAR)
        .addValue("leads", leads(entry), Types.VARCHAR)
        .addValue("filter", clean(entry.filter()), Types.VARCHAR)
        .addValue("rows", entry.rows(), Types.BIGINT)
        .addValue("details", clean(entry.details()), Types.VARCHAR);
  }

  private static @Nullable String leads(AuditEntry entry) {
    return entry.leads().isEmpty() ? null : clean(String.join(",", entry.leads()));
  }

  /** PostgreSQL knows no text with a zero in it. */
  private static @Nullable String clean(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }

  @Override
  public List<ReadAudit.Kept> read(Question question) {
    var wanted = new LinkedHashMap<String, Object>();
    var sql = new StringBuilder("select * from audit_log where tenant = :tenant");
    wanted.put("tenant", question.tenant());
    and(sql, wanted, "action", " and action = :action", question.action());
    and(sql, wanted, "who", " and who = :who", question.who());
    and(sql, wanted, "lead", " and leads @> array[cast(:lead as text)]", question.leadId());
    Instant from = question.from();
    and(sql, wanted, "from", " and at >= :from", from == null ? null : time(from));
    Instant to = question.to();
    and(sql, wanted, "to", " and at < :to", to == null ? null : time(to));
    and(sql, wanted, "before", " and entry_id < :before", question.before());
    sql.append(" order by entry_id desc limit :limit");
    wanted.put("limit", question.limit());
    return asked(
        WHAT,
        () -> jdbc.sql(sql.toString()).params(wanted).query((row, place) -> entry(row)).list());
  }

  private static void and(
      StringBuilder sql,
      Map<String, Object> wanted,
      String name,
      String condition,
      @Nullable Object value) {
    if (value == null) return;
    sql.append(condition);
    wanted.put(name, value);
  }

  private static ReadAudit.Kept entry(ResultSet row) throws SQLException {
    Array leads = row.getArray("leads");
    long rows = row.getLong("rows");
    Long count = row.wasNull() ? null : rows;
    return new ReadAudit.Kept(
        row.getLong("entry_id"),
        new AuditEntry(
            known(row, "at"),
            row.getString("tenant"),
            row.getString("action"),
            AuditEntry.Outcome.valueOf(row.getString("outcome")),
            AuditEntry.WhoKind.valueOf(row.getString("who_kind")),
            row.getString("who"),
            row.getString("address"),
            row.getString("request"),
            leads == null ? List.of() : List.of((String[]) leads.getArray()),
            row.getString("filter"),
            count,
            row.getString("details")));
  }
}
