package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.CompleteErasures;
import dev.leadline.leadservice.domain.Erasure;
import dev.leadline.leadservice.domain.FindErasure;
import dev.leadline.leadservice.domain.RecordErasure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The proofs of erasures, in PostgreSQL beside the events. */
@Component
@DependsOn("leadServiceSchema")
final class JdbcErasures implements RecordErasure, FindErasure, CompleteErasures {

  private static final String COLUMNS =
      """
      id, tenant, lead_id, lead_ids, requested_by, legal_basis, erased_at, events, identities,
      dead_letters, completed_at
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  JdbcErasures(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public Erasure record(Erasure erasure) {
    UUID[] leads = erasure.leadIds().stream().map(UUID::fromString).toArray(UUID[]::new);
    jdbc.update("delete from retention_known where lead_id = any(?)", (Object) leads);
    return jdbc.query(
            "insert into erasures ("
                + COLUMNS
                + """
                ) values (?, ?, ?, ?, ?, ?, ?, ?,
                          (select count(*) from lead_identities where lead_id = any(?)), 0, null)
                returning
                """
                + COLUMNS,
            (row, number) -> erasure(row),
            erasure.id(),
            erasure.tenant(),
            UUID.fromString(erasure.leadId()),
            leads,
            erasure.requestedBy(),
            erasure.legalBasis(),
            Timestamp.from(erasure.erasedAt()),
            erasure.events(),
            leads)
        .getFirst();
  }

  @Override
  public @Nullable Erasure find(String tenant, UUID id) {
    return first("select " + COLUMNS + " from erasures where tenant = ? and id = ?", tenant, id);
  }

  @Override
  public boolean completeNext(LongSupplier deadLetters) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              // One search for all of them: after a retention there may be thousands.
              UUID[] open =
                  jdbc.queryForList(
                          """
                          select id from erasures where completed_at is null
                          order by erased_at limit 10000 for update skip locked
                          """,
                          UUID.class)
                      .toArray(UUID[]::new);
              if (open.length == 0) return false;
              jdbc.update(
                  """
                  update erasures set completed_at = ?,
                                      dead_letters = case when id = ? then ? else 0 end
                  where id = any(?)
                  """,
                  Timestamp.from(clock.instant()),
                  open[0],
                  deadLetters.getAsLong(),
                  open);
              return true;
            }));
  }

  private @Nullable Erasure first(String query, Object... arguments) {
    List<Erasure> found = jdbc.query(query, (row, number) -> erasure(row), arguments);
    return found.isEmpty() ? null : found.getFirst();
  }

  private static Erasure erasure(ResultSet row) throws SQLException {
    return new Erasure(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        Stream.of((UUID[]) row.getArray(4).getArray()).map(UUID::toString).toList(),
        row.getString(5),
        row.getString(6),
        instant(row, 7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getObject(11) == null ? null : instant(row, 11));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
