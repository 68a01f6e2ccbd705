package dev.leadline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A second JVM on the class path of the test, whose lines the test reads and which it may kill. */
public final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader lines;
  private String lastLine = "";

  private ChildJvm(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  public static ChildJvm running(Class<?> main, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    return new ChildJvm(builder.start());
  }

  /** The next line that fits; the rest before it is passed over. */
  public String line(Predicate<String> fits) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lastLine = line;
        if (fits.test(line)) return line;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("The child JVM ended without the line, code " + exitCode());
  }

  public int exitCode() {
    return process.onExit().join().exitValue();
  }

  /** As {@code kill -9} does, and returns the last line that the child had written by then. */
  public String kill() {
    // By its handle: the process itself would close our end of the pipe as well.
    process.toHandle().destroyForcibly();
    try {
      // Reading to the end: what was acknowledged and is still in the pipe counts as well.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) lastLine = line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(exitCode()).as("exit code of a killed process").isEqualTo(137);
    return lastLine;
  }

  public Stream<ProcessHandle> descendants() {
    return process.descendants();
  }

  public static void awaitEndOf(List<ProcessHandle> processes) {
    Awaitility.await("no process is left behind")
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
