package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NativeEnvironmentTest {

  @Test
  void a_version_with_other_private_names_is_used_all_the_same() {
    assertThat(NativeEnvironment.heldTwice("ai.onnxruntime.OnnxRuntime", "another")).isNotNull();
    assertThat(NativeEnvironment.heldTwice("ai.onnxruntime.Another", "another")).isNotNull();
  }

  /** In a process of its own, which the library would take down. */
  @Test
  void a_model_that_is_read_while_the_process_stops_does_not_abort_it() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                StopsWhileItReads.class.getName())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).containsOnlyOnce("384\n384\n384");
  }
}
