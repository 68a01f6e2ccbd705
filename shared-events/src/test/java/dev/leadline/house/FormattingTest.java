package dev.leadline.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every source file is formatted by google-java-format. It is a test and no build plugin because
 * the formatter parses with the JDK it runs on, and Maven itself may run on one too old for our
 * syntax. To format: {@code mvn -pl shared-events test -Dtest=FormattingTest -Dformat=apply}.
 */
class FormattingTest {

  @Test
  void every_source_file_is_formatted() throws Exception {
    var formatter = new Formatter();
    var sources = sources();
    var unformatted = new ArrayList<Path>();
    for (Path file : sources) {
      String source = Files.readString(file);
      String formatted = formatter.formatSourceAndFixImports(source);
      if (source.equals(formatted)) continue;
      if ("apply".equals(System.getProperty("format"))) Files.writeString(file, formatted);
      else unformatted.add(file);
    }
    assertThat(sources).as("source files found").hasSizeGreaterThan(3);
    assertThat(unformatted).as("files that google-java-format would change").isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of("..").toRealPath())) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .toList();
    }
  }
}
