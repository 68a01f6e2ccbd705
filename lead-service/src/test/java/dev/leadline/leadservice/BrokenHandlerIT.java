package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.leadservice.handling.IngestCounters;
import dev.leadline.leadservice.handling.IngestCounters.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake of ours in the middle of a batch. */
class BrokenHandlerIT {

  private static final String TRIGGER = "192.0.2.66";

  private static String page(int n, String ip) {
    return """
    {"identity": {"anonymousId": "visitor-%1$d"%3$s}, "context": {"ip": "%2$s"},
     "payload": {"url": "https://www.example.com/%1$d"}}
    """
        // Where a number is from is looked up while the event is read, and not when it is recorded.
        .formatted(n, ip, n == 66 ? ", \"phone\": \"020 7946 0958\"" : "");
  }

  @Test
  void what_breaks_is_parked_with_its_reason_and_all_others_are_stored(@TempDir Path folder) {
    try (var service =
        new RunningService(
            folder,
            ip -> {
              if (TRIGGER.equals(ip)) throw new ArithmeticException("for " + ip);
              return "PT";
            })) {
      for (int i = 0; i < 100; i++)
        service.produce(
            RunningService.headers("leadline.web.page-viewed.v1", "e-" + i),
            page(i, i == 33 || i == 66 ? TRIGGER : "192.0.2.1"));
      service.flush();
      var counters = service.bean(IngestCounters.class);
      await("every record has an outcome")
          .atMost(Duration.ofSeconds(60))
          .until(() -> counters.count(Kind.STORED) + counters.count(Kind.PARKED) == 100);

      assertThat(counters.count(Kind.PARKED)).isEqualTo(2);
      assertThat(service.stored())
          .filteredOn(stored -> stored.event() instanceof InteractionRecorded)
          .hasSize(98);
      assertThat(service.records(Topics.CHANNEL_EVENTS_DEAD, 2))
          .hasSize(2)
          .allSatisfy(
              letter -> {
                var headers = letter.headers();
                assertThat(text(headers.lastHeader("leadline-reason").value()))
                    .isEqualTo("HANDLER_FAILED");
                assertThat(text(headers.lastHeader("leadline-detail").value()))
                    .contains("ArithmeticException")
                    .doesNotContain(TRIGGER);
              });
    }
  }

  @Test
  void while_the_store_is_away_nothing_is_parked_and_nothing_is_passed_over(@TempDir Path folder) {
    try (var service =
        RunningService.withItsOwnPostgres(
            folder, "--spring.datasource.hikari.connection-timeout=1000")) {
      service.produce(RunningService.headers("leadline.web.page-viewed.v1", "e"), page(1, "::1"));
      service.flush();
      var counters = service.bean(IngestCounters.class);
      await("the first one is stored")
          .atMost(Duration.ofSeconds(20))
          .until(() -> counters.count(Kind.STORED) == 1);
      service.stopPostgres();
      for (int i = 0; i < 10; i++)
        service.produce(
            RunningService.headers("leadline.web.page-viewed.v1", "e-" + i), page(i, "::1"));
      service.flush();

      await("it is tried again and again")
          .during(Duration.ofSeconds(6))
          .atMost(Duration.ofSeconds(20))
          .until(() -> counters.count(Kind.PARKED) == 0 && counters.count(Kind.STORED) == 1);
      assertThat(service.records(Topics.CHANNEL_EVENTS_DEAD, 0)).isEmpty();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
