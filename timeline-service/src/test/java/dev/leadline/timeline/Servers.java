package dev.leadline.timeline;

import dev.leadline.embedded.servers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL and one Kafka for all tests of a run, ended with it. */
final class Servers {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  static final TestServers.Postgres POSTGRES;
  static final TestServers.Kafka KAFKA;

  static {
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "servers");
      POSTGRES = TestServers.postgres(folder);
      KAFKA = TestServers.kafka(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(KAFKA::close));
      Runtime.getRuntime().addShutdownHook(new Thread(POSTGRES::close));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Servers() {}

  /** The address of a new, empty database. */
  static String emptyDatabase() {
    String name = "timeline_" + DATABASES.incrementAndGet();
    try (var connection =
            DriverManager.getConnection(POSTGRES.jdbcUrl(), POSTGRES.user(), POSTGRES.password());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return POSTGRES.jdbcUrl().replaceFirst("/postgres$", "/" + name);
  }
}
