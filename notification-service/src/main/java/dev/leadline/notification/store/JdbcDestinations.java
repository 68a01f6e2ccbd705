package dev.leadline.notification.store;

import dev.leadline.notification.domain.DeleteDestination;
import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.FindDestinations;
import dev.leadline.notification.domain.OpenDestination;
import dev.leadline.notification.domain.SaveDestination;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The destinations. A secret goes in here and comes out only to be used. */
@Component
@DependsOn("notificationSchema")
final class JdbcDestinations
    implements FindDestinations, SaveDestination, DeleteDestination, OpenDestination {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Seal seal;

  JdbcDestinations(JdbcTemplate jdbc, TransactionTemplate transaction, Seal seal) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.seal = seal;
  }

  @Override
  public List<Destination> find(String tenant) {
    return jdbc.query(
        "select * from destinations where tenant = ? order by name, destination_id",
        (row, number) -> destination(row),
        tenant);
  }

  @Override
  public void save(Destination destination, @Nullable String secret) {
    jdbc.update(
        """
        insert into destinations (destination_id, tenant, name, kind, target, secret, enabled,
                                  trouble, failures, since)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (destination_id) do update
        set name = excluded.name, target = excluded.target, enabled = excluded.enabled,
            trouble = excluded.trouble, failures = excluded.failures, paused_until = null,
            secret = coalesce(excluded.secret, destinations.secret)
        where destinations.tenant = excluded.tenant
        """,
        destination.destinationId(),
        destination.tenant(),
        destination.name(),
        destination.kind().name(),
        destination.target(),
        secret == null ? null : seal.seal(secret, destination.destinationId()),
        destination.enabled(),
        destination.trouble(),
        destination.failures(),
        Timestamp.from(destination.since()));
  }

  @Override
  public boolean deleteDestination(String tenant, String destinationId) {
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> {
              int gone =
                  jdbc.update(
                      "delete from destinations where tenant = ? and destination_id = ?",
                      tenant,
                      destinationId);
              if (gone > 0)
                jdbc.update(
                    """
                    update deliveries set state = 'DROPPED', sealed = null, changed_at = now(),
                                          reason = 'The destination was deleted.'
                    where destination_id = ? and state = 'PENDING'
                    """,
                    destinationId);
              return gone > 0;
            }));
  }

  @Override
  public @Nullable Opened open(String destinationId) {
    return jdbc
        .query(
            "select * from destinations where destination_id = ? for update skip locked",
            (row, number) -> opened(row),
            destinationId)
        .stream()
        .findFirst()
        .orElse(null);
  }

  private Opened opened(ResultSet row) throws SQLException {
    byte[] secret = row.getBytes("secret");
    return new Opened(
        destination(row),
        secret == null ? null : seal.open(secret, row.getString("destination_id")),
        instant(row.getTimestamp("bucket_full_at")),
        instant(row.getTimestamp("paused_until")));
  }

  private static Destination destination(ResultSet row) throws SQLException {
    return new Destination(
        row.getString("destination_id"),
        row.getString("tenant"),
        row.getString("name"),
        Destination.Kind.valueOf(row.getString("kind")),
        row.getString("target"),
        row.getBoolean("enabled"),
        row.getString("trouble"),
        row.getInt("failures"),
        row.getTimestamp("since").toInstant());
  }

  private static @Nullable Instant instant(@Nullable Timestamp stored) {
    return stored == null ? null : stored.toInstant();
  }
}
