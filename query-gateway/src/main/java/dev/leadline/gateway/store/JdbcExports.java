package dev.leadline.gateway.store;

import static dev.leadline.gateway.store.Kept.asked;
import static dev.leadline.gateway.store.Kept.instant;
import static dev.leadline.gateway.store.Kept.known;
import static dev.leadline.gateway.store.Kept.time;

import dev.leadline.gateway.domain.ExportJob;
import dev.leadline.gateway.domain.ExportJob.State;
import dev.leadline.gateway.handling.KeepExports;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Exports in PostgreSQL, by whose clock it is told how long nobody has worked on one. */
@Component
final class JdbcExports implements KeepExports {

  private static final String WHAT = "The list of exports";
  private static final int MOST = 100;

  private final JdbcClient jdbc;

  JdbcExports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void begin(ExportJob job) {
    asked(
        WHAT,
        () ->
            jdbc.sql(
                    "insert into exports (export_id, file_id, tenant, made_by, query, state,"
                        + " row_count, done, made_at, touched_at) values (:id, :file, :tenant, :by,"
                        + " :query, 'RUNNING', :rows, 0, :madeAt, now())")
                .param("id", job.id())
                .param("file", job.file())
                .param("tenant", job.tenant())
                .param("by", job.madeBy())
                .param("query", job.query())
                .param("rows", job.rows())
                .param("madeAt", time(job.madeAt()))
                .update());
  }

  @Override
  public boolean progress(UUID file, long done) {
    return asked(
            WHAT,
            () ->
                jdbc.sql(
                        "update exports set done = :done, touched_at = now()"
                            + " where file_id = :file and state = 'RUNNING'")
                    .param("done", done)
                    .param("file", file)
                    .update())
        > 0;
  }

  @Override
  public void touch(Collection<UUID> files) {
    if (files.isEmpty()) return;
    asked(
        WHAT,
        () ->
            jdbc.sql(
                    "update exports set touched_at = now()"
                        + " where file_id in (:files) and state = 'RUNNING'")
                .param("files", files)
                .update());
  }

  @Override
  public boolean end(UUID file, State how, @Nullable String reason, @Nullable Instant expiresAt) {
    return asked(
            WHAT,
            () ->
                jdbc.sql(
                        "update exports set state = :how, reason = :reason, expires_at = :until"
                            + " where file_id = :file and state = 'RUNNING'")
                    .param("how", how.name())
                    .param("reason", reason, Types.VARCHAR)
                    .param(
                        "until",
                        expiresAt == null ? null : time(expiresAt),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("file", file)
                    .update())
        > 0;
  }

  @Override
  public boolean again(UUID id, UUID file, long rows) {
    return asked(
            WHAT,
            () ->
                jdbc.sql(
                        "update exports set state = 'RUNNING', file_id = :file,"
                            + " row_count = :rows, done = 0,"
                            + " reason = null, touched_at = now()"
                            + " where export_id = :id and state in ('FAILED', 'EXPIRED')")
                    .param("file", file)
                    .param("rows", rows)
                    .param("id", id)
                    .update())
        > 0;
  }

  @Override
  public void gone(UUID file, String reason) {
    asked(
        WHAT,
        () ->
            jdbc.sql(
                    "update exports set state = 'EXPIRED', reason = :reason, expires_at = null"
                        + " where file_id = :file and state = 'DONE'")
                .param("reason", reason)
                .param("file", file)
                .update());
  }

  @Override
  public @Nullable ExportJob find(String tenant, UUID id) {
    return asked(
        WHAT,
        () ->
            jdbc.sql("select * from exports where export_id = :id and tenant = :tenant")
                .param("id", id)
                .param("tenant", tenant)
                .query((row, number) -> job(row))
                .optional()
                .orElse(null));
  }

  @Override
  public List<ExportJob> list(String tenant) {
    return asked(
        WHAT,
        () ->
            jdbc.sql(
                    "select * from exports where tenant = :tenant"
                        + " order by made_at desc limit "
                        + MOST)
                .param("tenant", tenant)
                .query((row, number) -> job(row))
                .list());
  }

  @Override
  public void delete(UUID id) {
    asked(
        WHAT, () -> jdbc.sql("delete from exports where export_id = :id").param("id", id).update());
  }

  @Override
  public List<UUID> expired(Instant now) {
    return asked(
        WHAT,
        () ->
            jdbc.sql("select file_id from exports where state = 'DONE' and expires_at <= :now")
                .param("now", time(now))
                .query(UUID.class)
                .list());
  }

  @Override
  public void abandon(Duration unattended, String reason) {
    asked(
        WHAT,
        () ->
            jdbc.sql(
                    "update exports set state = 'FAILED', reason = :reason where state = 'RUNNING'"
                        + " and touched_at < now() - :millis * interval '1 ms'")
                .param("reason", reason)
                .param("millis", unattended.toMillis())
                .update());
  }

  @Override
  public void forget(Duration unattended) {
    asked(
        WHAT,
        () ->
            jdbc.sql(
                    "delete from exports where state not in ('RUNNING', 'DONE')"
                        + " and touched_at < now() - :millis * interval '1 ms'")
                .param("millis", unattended.toMillis())
                .update());
  }

  @Override
  public List<ExportJob> done() {
    return asked(
        WHAT,
        () ->
            jdbc.sql("select * from exports where state = 'DONE'")
                .query((row, number) -> job(row))
                .list());
  }

  @Override
  public Set<UUID> live() {
    return asked(
        WHAT,
        () ->
            jdbc.sql("select file_id from exports where state in ('RUNNING', 'DONE')")
                .query(UUID.class)
                .set());
  }

  private static ExportJob job(ResultSet row) throws SQLException {
    return new ExportJob(
        row.getObject("export_id", UUID.class),
        row.getObject("file_id", UUID.class),
        row.getString("tenant"),
        row.getString("made_by"),
        row.getString("query"),
        State.valueOf(row.getString("state")),
        row.getLong("row_count"),
        row.getLong("done"),
        row.getString("reason"),
        known(row, "made_at"),
        instant(row, "expires_at"));
  }
}
