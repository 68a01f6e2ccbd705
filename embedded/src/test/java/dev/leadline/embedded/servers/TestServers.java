package dev.leadline.embedded.servers;

import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.mongo.EmbeddedMongo;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Where contract suites find the servers that they speak to: those of this module or, in the
 * profile {@code containers}, the real ones, of the images that {@code docker-compose.yml} names.
 * Without a container engine that profile fails; nothing falls back.
 */
public final class TestServers {

  private static final boolean CONTAINERS = Boolean.getBoolean("leadline.containers");

  private TestServers() {}

  /** A PostgreSQL of one's own. */
  public record Postgres(String jdbcUrl, String user, String password, Runnable stop)
      implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  /** A Kafka of one's own. */
  public record Kafka(String bootstrapServers, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
      stop.run();
    }
  }

  /** A MongoDB of one's own. */
  public record Mongo(String address, Runnable stop) implements AutoCloseable {
    public String connectionString(String database) {
      return address + "/" + database;
    }

    @Override
    public void close() {
      stop.run();
    }
  }

  /**
   * Starts PostgreSQL.
   *
   * @param folder for its data, unless a container keeps them
   */
  @SuppressWarnings("resource") // Whoever asked ends it.
  public static Postgres postgres(Path folder) {
    if (!CONTAINERS) {
      var postgres = EmbeddedPostgres.start(folder);
      return new Postgres(
          postgres.jdbcUrl(), postgres.user(), postgres.password(), postgres::close);
    }
    var postgres = new PostgreSQLContainer("postgres:18").withDatabaseName("postgres");
    postgres.start();
    return new Postgres(
        postgres.getJdbcUrl().replaceFirst("\\?.*", ""),
        postgres.getUsername(),
        postgres.getPassword(),
        postgres::stop);
  }

  /** One for all tests of this JVM that stop no server. It ends with the JVM. */
  private static final class Shared {

    static final Path FOLDER = folder();
    static final Postgres POSTGRES = postgres(FOLDER);
    static final AtomicInteger DATABASES = new AtomicInteger();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(Shared::end));
    }

    private static Path folder() {
      try {
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres");
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }

    private static void end() {
      POSTGRES.close();
      try (var files = Files.walk(FOLDER)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException left) {
        System.err.println("Left behind: " + FOLDER);
      }
    }
  }

  /**
   * A new, empty database of a PostgreSQL that other tests of this JVM have databases of, too. To
   * set up and start one takes as long as many tests.
   */
  public static Postgres database() {
    Postgres shared = Shared.POSTGRES;
    String name = "test_" + Shared.DATABASES.incrementAndGet();
    try (var connection =
            DriverManager.getConnection(shared.jdbcUrl(), shared.user(), shared.password());
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException refused) {
      throw new IllegalStateException(refused);
    }
    return new Postgres(
        shared.jdbcUrl().replaceFirst("/postgres$", "/" + name),
        shared.user(),
        shared.password(),
        () -> {});
  }

  /**
   * Starts a broker.
   *
   * @param folder for its data, unless a container keeps them
   */
  @SuppressWarnings("resource") // Whoever asked ends it.
  public static Kafka kafka(Path folder) {
    if (!CONTAINERS) {
      var kafka = EmbeddedKafka.start(folder, 0);
      return new Kafka(kafka.bootstrapServers(), kafka::close);
    }
    var kafka = new KafkaContainer("apache/kafka:4.2.1");
    kafka.start();
    return new Kafka(kafka.getBootstrapServers(), kafka::stop);
  }

  /** Starts MongoDB, or its stand-in. */
  @SuppressWarnings("resource") // Whoever asked ends it.
  public static Mongo mongo() {
    if (!CONTAINERS) {
      var mongo = EmbeddedMongo.start();
      return new Mongo(mongo.connectionString("").replaceFirst("/+$", ""), mongo::close);
    }
    var mongo = new MongoDBContainer("mongo:8");
    mongo.start();
    return new Mongo(mongo.getConnectionString(), mongo::stop);
  }
}
