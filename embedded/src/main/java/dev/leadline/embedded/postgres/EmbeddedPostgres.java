package dev.leadline.embedded.postgres;

import dev.leadline.embedded.CannotStart;
import dev.leadline.embedded.DataFolder;
import dev.leadline.embedded.LoopbackPort;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/**
 * PostgreSQL for a machine that has none. A commit that was acknowledged survives {@code kill -9}
 * of this JVM, of PostgreSQL, and the loss of power. The server listens on a random port of the
 * loopback address and asks for a password that only this user can read, because on a shared
 * machine everybody reaches the loopback address.
 */
public final class EmbeddedPostgres implements Closeable {

  private static final String USER = "leadline";

  /** For two cores and a few gigabytes; what decides over durability is spelled out. */
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=" + LoopbackPort.ADDRESS,
          "unix_socket_directories=",
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "shared_buffers=256MB",
          "effective_cache_size=1GB",
          "work_mem=16MB",
          "maintenance_work_mem=128MB",
          "max_wal_size=2GB",
          "checkpoint_timeout=15min",
          "max_connections=100",
          "max_parallel_workers_per_gather=0",
          "random_page_cost=1.1",
          "jit=off",
          "timezone=UTC",
          "log_timezone=UTC",
          "log_min_messages=warning");

  private final DataFolder folder;
  private final PostgresProcess process;
  private final int port;
  private final String password;

  private EmbeddedPostgres(DataFolder folder, PostgresProcess process, int port, String password) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server on {@code <dataFolder>/postgres}, which is set up on the first start.
   *
   * @throws CannotStart with one clear line, for example when another process uses the data folder
   */
  public static EmbeddedPostgres start(Path dataFolder) {
    DataFolder folder = DataFolder.take(dataFolder, "postgres");
    boolean started = false;
    try {
      Path home = PostgresBinaries.unpacked(PostgresBinaries.cacheFolder(folder.path()));
      Path data = folder.resolve("data");
      if (!Files.exists(data)) setUp(home, folder, data);
      String password = Files.readString(folder.resolve("password"));
      int port = LoopbackPort.free();
      var process =
          PostgresProcess.start(home, data, folder.resolve("postgres.log"), port, SETTINGS);
      started = true;
      return new EmbeddedPostgres(folder, process, port, password);
    } catch (IOException e) {
      throw new CannotStart("PostgreSQL cannot be started in " + folder.path() + ": " + e, e);
    } finally {
      if (!started) folder.close();
    }
  }

  /**
   * The port of the server that runs on this data folder now, whichever process has started it;
   * empty if none does.
   *
   * @throws NumberFormatException when the file in which the server tells it is broken
   */
  public static OptionalInt portOfRunning(Path dataFolder) throws IOException {
    return PostgresProcess.port(dataFolder.resolve("postgres").toRealPath().resolve("data"));
  }

  /** Renamed to its final place when complete, so that a kill half-way is simply done again. */
  private static void setUp(Path home, DataFolder folder, Path data) throws IOException {
    Path unfinished = folder.resolve("data.unfinished");
    PostgresBinaries.deleteRecursively(unfinished);
    Path password = folder.resolve("password");
    Files.deleteIfExists(password);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.writeString(password, HexFormat.of().formatHex(random));

    Path log = folder.resolve("setup.log");
    var command =
        List.of(
            home.resolve("bin/initdb").toString(),
            "--pgdata=" + unfinished,
            "--username=" + USER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8");
    Process setUp =
        PostgresProcess.program(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      setUp.getOutputStream().close();
      if (setUp.waitFor() != 0)
        throw new CannotStart("PostgreSQL cannot be set up: " + PostgresProcess.lastLine(log));
    } catch (InterruptedException e) {
      setUp.destroy();
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while PostgreSQL was set up.", e);
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Without user and password, so that it can be logged. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + LoopbackPort.ADDRESS + ":" + port + "/postgres";
  }

  public String user() {
    return USER;
  }

  /** Made at random when the data folder was set up, and kept in it. */
  public String password() {
    return password;
  }

  /** False once the server has ended, by {@link #close()} or by itself. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Stops the server cleanly and then gives the data folder back; a second call does nothing. */
  @Override
  public void close() {
    process.stop();
    folder.close();
  }
}
