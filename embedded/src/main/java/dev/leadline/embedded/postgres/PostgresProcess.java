package dev.leadline.embedded.postgres;

import dev.leadline.embedded.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The running PostgreSQL: a child process behind a shell that holds a pipe from this JVM.
 * PostgreSQL refuses to run as root, so root runs it in a user namespace of its own, where it is
 * nobody.
 */
final class PostgresProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Begins with the number of the process; there as long as that runs, or after a hard end. */
  private static final String STATUS_FILE = "postmaster.pid";

  private static final int LINE_OF_PORT = 3;

  private final Process wrapper;

  private PostgresProcess(Process wrapper) {
    this.wrapper = wrapper;
  }

  /** Returns when PostgreSQL accepts connections. */
  static PostgresProcess start(Path home, Path data, Path log, int port, List<String> settings) {
    stopWhatAKilledProcessLeft(data);
    var arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    for (String setting : settings) arguments.addAll(List.of("-c", setting));
    try {
      if (Files.exists(log))
        Files.move(
            log,
            log.resolveSibling("previous-" + log.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      var command = new ArrayList<>(List.of("sh", "-c", script(), "run.sh", log.toString()));
      command.add(home.resolve("bin/postgres").toString());
      command.addAll(arguments);
      Process wrapper =
          program(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var postgres = new PostgresProcess(wrapper);
      postgres.awaitReady(data, log, port);
      return postgres;
    } catch (IOException e) {
      throw new CannotStart("PostgreSQL cannot be started: " + e, e);
    }
  }

  /** A command as the user that PostgreSQL's programs accept. */
  static ProcessBuilder program(List<String> command) {
    var complete = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) complete.addAll(List.of("unshare", "-U"));
    complete.addAll(command);
    return new ProcessBuilder(complete);
  }

  private static String script() throws IOException {
    try (InputStream in = PostgresProcess.class.getResourceAsStream("run.sh")) {
      if (in == null) throw new IOException("run.sh is not on the class path");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void awaitReady(Path data, Path log, int port) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!isReady(data, port)) {
        if (wrapper.waitFor(5, TimeUnit.MILLISECONDS))
          throw new CannotStart("PostgreSQL did not start: " + lastLine(log));
        if (System.nanoTime() > deadline) {
          stop();
          throw new CannotStart("PostgreSQL was not ready in time: " + lastLine(log));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
      throw new CannotStart("Interrupted while PostgreSQL was starting.", e);
    }
  }

  /**
   * The port tells this server's file from one that a killed server left behind. A standby answers
   * too, and says itself what it cannot do.
   */
  private static boolean isReady(Path data, int port) throws IOException {
    List<String> lines = statusFile(data);
    return lines.size() >= 8
        && lines.get(LINE_OF_PORT).equals(Integer.toString(port))
        && List.of("ready", "standby").contains(lines.get(7).strip());
  }

  private static List<String> statusFile(Path data) throws IOException {
    try {
      return Files.readAllLines(data.resolve(STATUS_FILE));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /**
   * After {@code kill -9} of a JVM its PostgreSQL may still be writing its last checkpoint. We hold
   * the lock of the folder, so no living process wants it: it is told again to stop and waited for.
   * After a loss of power its number is perhaps that of any other process, which is left alone;
   * PostgreSQL would take that for itself, still running, and not start. Of those who still work on
   * the data it knows by their shared memory, too.
   */
  private static void stopWhatAKilledProcessLeft(Path data) {
    try {
      List<String> lines = statusFile(data);
      if (lines.isEmpty()) return;
      var left = process(lines);
      if (left.isEmpty()) return;
      if (!isPostgresOf(data, left.get())) {
        Files.deleteIfExists(data.resolve(STATUS_FILE));
        return;
      }
      new ProcessBuilder("kill", "-INT", Long.toString(left.get().pid())).start().waitFor();
      left.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("Interrupted while the previous PostgreSQL was stopping.", e);
    } catch (IOException | ExecutionException | TimeoutException | NumberFormatException e) {
      throw new CannotStart("The previous PostgreSQL in " + data + " does not stop: " + e, e);
    }
  }

  /** The port of the server that runs on this data now; empty if none does. */
  static OptionalInt port(Path data) throws IOException {
    List<String> lines = statusFile(data);
    if (lines.size() <= LINE_OF_PORT) return OptionalInt.empty();
    return process(lines).filter(process -> isPostgresOf(data, process)).isPresent()
        ? OptionalInt.of(Integer.parseInt(lines.get(LINE_OF_PORT)))
        : OptionalInt.empty();
  }

  private static Optional<ProcessHandle> process(List<String> lines) {
    return ProcessHandle.of(Math.abs(Long.parseLong(lines.getFirst().strip())));
  }

  /** One that does not tell its arguments is taken for it. */
  private static boolean isPostgresOf(Path data, ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
        && info.arguments()
            .map(arguments -> List.of(arguments).contains(data.toString()))
            .orElse(true);
  }

  static String lastLine(Path log) throws IOException {
    if (!Files.exists(log)) return "no log was written (" + log + ")";
    var lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return (lines.isEmpty() ? "its log is empty" : lines.getLast()) + " (" + log + ")";
  }

  boolean isAlive() {
    return wrapper.isAlive();
  }

  /** Stops cleanly: sessions are ended, a checkpoint is written. Waits until it is done. */
  void stop() {
    try {
      wrapper.getOutputStream().close();
    } catch (IOException e) {
      // The wrapper is gone, and PostgreSQL with it.
    }
    boolean interrupted = false;
    while (true) {
      try {
        wrapper.waitFor();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
