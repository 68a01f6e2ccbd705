package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.FindExport;
import dev.leadline.leadservice.domain.KeepExport;
import dev.leadline.leadservice.domain.PersonExport;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who may fetch what, until when, in PostgreSQL. */
@Component
@DependsOn("leadServiceSchema")
final class JdbcExports implements KeepExport, FindExport {

  private final JdbcTemplate jdbc;

  JdbcExports(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public PersonExport keep(PersonExport export) {
    jdbc.update(
        """
        insert into privacy_exports
          (id, tenant, lead_id, requested_by, requested_at, expires_at, position)
        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        export.id(),
        export.tenant(),
        UUID.fromString(export.leadId()),
        export.requestedBy(),
        Timestamp.from(export.requestedAt()),
        Timestamp.from(export.expiresAt()),
        export.position());
    PersonExport kept = find(export.tenant(), export.id());
    if (kept == null) throw new IllegalStateException("An export that was kept is gone");
    return kept;
  }

  @Override
  public @Nullable PersonExport find(String tenant, UUID id) {
    List<PersonExport> found =
        jdbc.query(
            """
            select lead_id, requested_by, requested_at, expires_at, position
              from privacy_exports where tenant = ? and id = ?
            """,
            (row, number) ->
                new PersonExport(
                    id,
                    tenant,
                    row.getString(1),
                    row.getString(2),
                    instant(row.getObject(3, OffsetDateTime.class)),
                    instant(row.getObject(4, OffsetDateTime.class)),
                    row.getLong(5)),
            tenant,
            id);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static Instant instant(OffsetDateTime stored) {
    return stored.toInstant();
  }
}
