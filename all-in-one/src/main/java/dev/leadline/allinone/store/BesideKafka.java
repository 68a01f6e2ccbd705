package dev.leadline.allinone.store;

import dev.leadline.allinone.store.Database.Unusable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What has to be done to a restored store whose Kafka has survived, before anything is started. */
public final class BesideKafka {

  /** At most so many of the events that were stored last are looked at. */
  private static final int NEWEST = 10_000;

  /**
   * What is read again is announced again, and a ledger as old as the store does not know that it
   * was told. What waited then has most likely gone out since.
   */
  private static final String RULES_TELL_NOTHING =
      "update notification.rules set since = now() + interval '1 hour'";

  private static final String NOBODY_KNOWS =
      """
      update notification.deliveries
         set state = 'UNKNOWN', reason = 'A backup was restored.', changed_at = now(),
             claimed_until = null
       where state in ('PENDING', 'SENDING')
      """;

  private BesideKafka() {}

  /**
   * What was done.
   *
   * @param readAgain what came in from here on has to be read again
   * @param rules how many tell nothing for an hour
   * @param unknown how many messages waited, of which nobody knows whether they went out
   */
  public record Prepared(Instant readAgain, int rules, int unknown) {}

  /**
   * Has nobody told again, and finds out since when the store lacks what came in: it was behind by
   * as much as its newest events had waited in Kafka.
   *
   * @throws Unusable with one line for a person
   */
  public static Prepared prepare(Database database, Manifest manifest) {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      int rules = 0;
      int unknown = 0;
      if (manifest.versions().containsKey("notification.flyway_schema_history")) {
        rules = statement.executeUpdate(RULES_TELL_NOTHING);
        unknown = statement.executeUpdate(NOBODY_KNOWS);
      }
      Instant received = oldestOfTheNewest(statement);
      connection.commit();
      Instant taken = manifest.takenAt();
      return new Prepared(
          received != null && received.isBefore(taken) ? received : taken, rules, unknown);
    } catch (SQLException e) {
      throw new Unusable("The restored store cannot be prepared: " + Database.line(e), e);
    }
  }

  private static @Nullable Instant oldestOfTheNewest(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery(
            """
            with newest as (select payload, recorded_at from lead_events
                             order by global_index desc limit %d)
            select min(coalesce(
                     (convert_from(payload, 'UTF8')::json #>> '{origin,receivedAt}')::timestamptz,
                     recorded_at))
              from newest
             where recorded_at > (select max(recorded_at) from newest) - interval '10 minutes'
            """
                .formatted(NEWEST))) {
      OffsetDateTime oldest = found.next() ? found.getObject(1, OffsetDateTime.class) : null;
      return oldest == null ? null : oldest.toInstant();
    }
  }
}
