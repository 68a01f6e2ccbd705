package dev.leadline.embedded.postgres;

import dev.leadline.embedded.CannotStart;
import java.nio.file.Path;
import java.sql.DriverManager;

/** Commits numbers, one a transaction, and says after each how many are acknowledged. */
final class PostgresWriter {

  public static void main(String[] arguments) throws Exception {
    try {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
      try (var connection =
              DriverManager.getConnection(
                  postgres.jdbcUrl(), postgres.user(), postgres.password());
          var statement = connection.createStatement()) {
        statement.execute("create table if not exists numbers (number int primary key)");
        for (int number = 1; ; number++) {
          statement.execute("insert into numbers values (" + number + ")");
          System.out.println("acknowledged " + number);
        }
      }
    } catch (CannotStart e) {
      System.out.println(e.getMessage());
      System.exit(3);
    }
  }
}
