package dev.leadline.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files that run Leadline in containers. */
class ContainersTest {

  private static final int NO_COMPOSE_HERE = 75;

  private static String read(String file) throws IOException {
    return Files.readString(Path.of("..", file));
  }

  @Test
  void compose_accepts_the_file_and_insists_on_secrets() throws Exception {
    Process check = new ProcessBuilder("../.ci/check-containers").redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = check.waitFor();
    // Seen in the build's output, so that nobody takes a file for judged that was not.
    System.out.print(said);

    if (code == NO_COMPOSE_HERE) assertThat(said).contains("was not judged");
    else assertThat(code).as(said).isZero();
  }

  @Test
  void every_service_of_the_compose_file_is_known_to_the_image() throws IOException {
    String starter = read("all-in-one/src/main/docker/run-service");
    var services =
        Pattern.compile("SERVICE: ([a-z-]+)")
            .matcher(read("docker-compose.yml"))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(services)
        .containsExactlyInAnyOrder(
            "lead-service",
            "timeline-service",
            "notification-service",
            "query-gateway",
            "enrichment-service");
    assertThat(services).allMatch(service -> starter.contains(service + ") main="));
  }

  @Test
  void every_main_class_of_the_image_is_there() throws Exception {
    var classes =
        Pattern.compile("main=([\\w.]+)")
            .matcher(read("all-in-one/src/main/docker/run-service"))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(classes).hasSize(5);
    for (String name : classes)
      assertThat(Class.forName(name).getDeclaredMethod("main", String[].class)).isNotNull();
  }

  @Test
  void a_service_that_the_image_does_not_know_is_refused() throws Exception {
    var builder = new ProcessBuilder("sh", "src/main/docker/run-service").redirectErrorStream(true);
    builder.environment().put("SERVICE", "coffee");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said.strip())
        .isEqualTo(
            "SERVICE must be lead-service, timeline-service, notification-service, query-gateway or"
                + " enrichment-service,"
                + " not 'coffee'.");
  }
}
