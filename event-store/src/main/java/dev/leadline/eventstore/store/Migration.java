package dev.leadline.eventstore.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the tables of a schema up to date, one process at a time. Flyway alone holds others off
 * once its history is there, but of several services that start together on an empty database all
 * but one could fail while the history is made.
 */
public final class Migration {

  /** Whatever is migrated in one database waits for the same lock: it is a matter of seconds. */
  private static final long LOCK = 0x1eadL << 32 | 0x5c8e;

  private Migration() {}

  /** Waits for its turn, and migrates. The data source must have a second connection. */
  public static MigrateResult run(DataSource dataSource, FluentConfiguration flyway) {
    try (Connection turn = dataSource.getConnection();
        Statement lock = turn.createStatement()) {
      lock.execute("select pg_advisory_lock(" + LOCK + ")");
      try {
        return flyway.dataSource(dataSource).load().migrate();
      } finally {
        lock.execute("select pg_advisory_unlock(" + LOCK + ")");
      }
    } catch (SQLException away) {
      throw new IllegalStateException("The tables cannot be brought up to date", away);
    }
  }
}
