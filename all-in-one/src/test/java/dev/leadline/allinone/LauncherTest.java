package dev.leadline.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script, in a copy of the repository's outline, on machines that lack one thing or another.
 */
class LauncherTest {

  private static final List<String> TOOLS =
      List.of(
          "sh", "sed", "find", "head", "dirname", "mkdir", "touch", "mv", "grep", "cut", "cat",
          "rm", "sleep");

  @TempDir private Path folder;
  private Path repository;
  private Path programs;

  private record Result(int code, String text) {}

  @BeforeEach
  void outline() throws IOException {
    repository = Files.createDirectories(folder.resolve("repository"));
    Files.copy(Path.of("../leadline"), repository.resolve("leadline"));
    Files.createDirectories(repository.resolve("all-in-one/src/main"));
    Files.writeString(repository.resolve("pom.xml"), "");
    Files.writeString(repository.resolve("all-in-one/pom.xml"), "");
    programs = Files.createDirectories(folder.resolve("programs"));
    for (String tool : TOOLS) Files.createSymbolicLink(programs.resolve(tool), where(tool));
  }

  private static Path where(String tool) {
    return Stream.of("/bin", "/usr/bin")
        .map(place -> Path.of(place, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  /** Something that answers as a JDK of that version and prints what it is run with. */
  private Path jdk(String version) throws IOException {
    Path home = folder.resolve("jdks/jdk-" + version);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    program(home.resolve("bin/javac"), "exit 0");
    program(home.resolve("bin/java"), "echo run by " + version + " \"$@\"");
    return home;
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result run(Map<String, String> environment, String... arguments) {
    var command = new ArrayList<>(List.of("sh", repository.resolve("leadline").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var clean = new TreeMap<>(environment);
    clean.putIfAbsent("LEADLINE_JDK_FOLDERS", folder.resolve("jdks").toString());
    clean.put("PATH", programs.toString());
    builder.environment().clear();
    builder.environment().putAll(clean);
    try {
      Process process = builder.start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.onExit().join().exitValue(), text.strip());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void mavenThat(String script) throws IOException {
    program(programs.resolve("mvn"), script);
  }

  @Test
  void without_a_jdk_it_says_so() {
    assertThat(run(Map.of(), "up"))
        .isEqualTo(
            new Result(
                1,
                "leadline: A JDK 25 or newer is needed; none was found."
                    + " Install one, or set JAVA_HOME to it."));
  }

  @Test
  void a_jdk_that_is_too_old_is_none() throws Exception {
    Path old = jdk("17.0.15");
    assertThat(run(Map.of("JAVA_HOME", old.toString()), "up").text()).contains("JDK 25 or newer");
  }

  @Test
  void without_maven_it_says_what_it_is_for() throws Exception {
    jdk("25.0.1");
    assertThat(run(Map.of(), "up"))
        .isEqualTo(
            new Result(
                1,
                "leadline: Maven is needed to build Leadline the first time;"
                    + " no 'mvn' is on the PATH."));
  }

  @Test
  void it_builds_once_and_again_when_a_source_has_changed() throws Exception {
    jdk("25.0.1");
    mavenThat("mkdir -p all-in-one/target/lib; echo built \"$@\"");

    var first = run(Map.of(), "status", "--json");
    var second = run(Map.of(), "status", "--json");
    Files.writeString(repository.resolve("all-in-one/src/main/New.java"), "");
    var third = run(Map.of(), "status");

    assertThat(first.text()).startsWith("Building Leadline (first run only) ...\nrun by 25.0.1");
    assertThat(first.text()).endsWith("dev.leadline.allinone.Leadline status --json");
    assertThat(second.text()).startsWith("run by 25.0.1");
    assertThat(third.text()).startsWith("Building Leadline (its sources changed) ...\nrun by");
    assertThat(repository.resolve("target/leadline-build.log")).content().startsWith("built -B");
  }

  @Test
  void of_two_that_start_at_once_one_builds_and_the_other_waits_for_it() throws Exception {
    jdk("25.0.1");
    mavenThat("mkdir -p all-in-one/target/lib; echo once >>../builds; sleep 2");

    var other = CompletableFuture.supplyAsync(() -> run(Map.of(), "up"));
    var one = run(Map.of(), "status");

    assertThat(List.of(one.text(), other.join().text()))
        .allSatisfy(text -> assertThat(text).contains("run by 25.0.1"))
        .anySatisfy(text -> assertThat(text).startsWith("Building Leadline"))
        .anySatisfy(text -> assertThat(text).startsWith("Waiting for another ./leadline to build"));
    assertThat(folder.resolve("builds")).hasContent("once");
  }

  @Test
  void a_build_that_was_killed_keeps_nobody_waiting() throws Exception {
    jdk("25.0.1");
    mavenThat("mkdir -p all-in-one/target/lib");
    Path lock = Files.createDirectories(repository.resolve("target/leadline.lock"));
    Files.writeString(lock.resolve("pid"), pidOfOneThatIsGone() + "\n");

    assertThat(run(Map.of(), "up").text()).startsWith("Building Leadline (first run only)");
    assertThat(lock).doesNotExist();
  }

  @Test
  void of_two_that_find_the_lock_of_a_build_that_was_killed_one_builds() throws Exception {
    jdk("25.0.1");
    mavenThat("mkdir -p all-in-one/target/lib; echo once >>../builds; sleep 2");
    Path lock = Files.createDirectories(repository.resolve("target/leadline.lock"));
    Files.writeString(lock.resolve("pid"), pidOfOneThatIsGone() + "\n");
    // Both have read whose it was before either has removed it.
    Files.delete(programs.resolve("cat"));
    Path read = folder.resolve("read");
    program(programs.resolve("cat"), where("cat") + " \"$@\" || exit; : >" + read + "; sleep 1");

    var other = CompletableFuture.supplyAsync(() -> run(Map.of(), "up"));
    await("the other has read it").until(() -> Files.exists(read));
    var one = run(Map.of(), "status");

    assertThat(List.of(one.text(), other.join().text()))
        .allSatisfy(text -> assertThat(text).contains("run by 25.0.1"));
    assertThat(folder.resolve("builds")).hasContent("once");
  }

  private static long pidOfOneThatIsGone() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    return gone.pid();
  }

  @Test
  void a_build_that_fails_is_told_in_one_line_and_tried_again() throws Exception {
    jdk("25.0.1");
    mavenThat("echo '[ERROR] No compiler is here'; exit 1");

    var result = run(Map.of(), "up");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.text())
        .isEqualTo(
            "Building Leadline (first run only) ...\n"
                + "leadline: The build failed: No compiler is here (all of it: "
                + repository.resolve("target/leadline-build.log")
                + ")");
    assertThat(run(Map.of(), "up").text()).startsWith("Building Leadline (first run only)");
  }

  @Test
  void the_heap_of_the_platform_can_be_chosen() throws Exception {
    jdk("25.0.1");
    mavenThat("mkdir -p all-in-one/target/lib");

    assertThat(run(Map.of("LEADLINE_HEAP", "3g"), "up").text()).contains(" -Xmx3g ");
  }
}
