package dev.leadline.eventstore.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.leadline.embedded.servers.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;

/** One server for all tests of a run, and an empty database of it for whoever asks. */
final class Database {

  private static final AtomicInteger MADE = new AtomicInteger();

  private Database() {}

  private static final class Server {
    static final TestServers.Postgres POSTGRES = started();

    private static TestServers.Postgres started() {
      try {
        Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres");
        TestServers.Postgres postgres = TestServers.postgres(folder);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      postgres.close();
                      FileSystemUtils.deleteRecursively(folder.toFile());
                    }));
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The name of a new, empty database. */
  static String empty() {
    String name = "test_" + MADE.incrementAndGet();
    try (HikariDataSource postgres = dataSource("postgres")) {
      new JdbcTemplate(postgres).execute("create database " + name);
    }
    return name;
  }

  static String url(String database) {
    return Server.POSTGRES.jdbcUrl().replaceFirst("/postgres$", "/" + database);
  }

  static String user() {
    return Server.POSTGRES.user();
  }

  static String password() {
    return Server.POSTGRES.password();
  }

  static HikariDataSource dataSource(String database) {
    var config = new HikariConfig();
    config.setJdbcUrl(url(database));
    config.setUsername(user());
    config.setPassword(password());
    config.setMaximumPoolSize(12);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }
}
