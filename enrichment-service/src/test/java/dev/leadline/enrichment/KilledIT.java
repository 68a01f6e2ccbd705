package dev.leadline.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is a process of its own that is killed as {@code kill -9} does. */
class KilledIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int LEADS = 11;
  private static final int AT_ONCE = 8;

  @TempDir Path folder;

  @Test
  void what_was_being_asked_is_unknown_and_not_asked_again_and_what_waited_is_asked_once()
      throws Exception {
    try (var vendors = new VendorStandIn();
        var service =
            new RunningService(
                folder,
                "--LEADLINE_DEANONYMIZATION=OFF",
                "--LEADLINE_EMAIL_VALIDATION=false",
                "--LEADLINE_ENRICHMENT_URL=" + vendors.address("/first?email={{email}}"),
                "--LEADLINE_ENRICHMENT_TIMEOUT=PT60S",
                "--LEADLINE_ENRICHMENT_LEASE=PT4S",
                "--LEADLINE_ENRICHMENT_LOOK_AROUND=PT1S")) {
      service.stop();
      vendors.answers("/first", vendors.hanging());
      Process child = child(service);
      for (int i = 0; i < LEADS; i++)
        LeadStory.of("lead-" + i).leaves("a%d@company%d.example".formatted(i, i)).to(service);
      await("as many as may hang at once hang, and all are in the ledger")
          .atMost(PATIENCE)
          .until(() -> vendors.asked("/first").size() == AT_ONCE);
      child.destroyForcibly().waitFor();

      vendors.answers(
          "/first", VendorStandIn.json(200, "{\"person\": {\"job_title\": \"Buyer\"}}"));
      service.start();
      await("those that waited are answered, and of the others nobody knows")
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(count(service, "DONE")).isEqualTo(LEADS - AT_ONCE);
                assertThat(count(service, "UNKNOWN")).isEqualTo(AT_ONCE);
              });
      List<String> asked = vendors.asked("/first");
      assertThat(asked).hasSize(LEADS);
      assertThat(new HashSet<>(asked)).as("nobody is asked for twice").hasSize(LEADS);
    }
  }

  private static long count(RunningService service, String state) {
    return service.count(
        "select count(*) from enrichment.inquiries where state = '%s'".formatted(state));
  }

  private Process child(RunningService service) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                EnrichmentServiceApplication.class.getName()));
    command.addAll(service.arguments());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("child.log").toFile())
        .start();
  }
}
