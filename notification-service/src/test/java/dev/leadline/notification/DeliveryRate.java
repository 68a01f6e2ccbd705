package dev.leadline.notification;

import static org.awaitility.Awaitility.await;

import dev.leadline.notification.domain.Announced;
import dev.leadline.notification.domain.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints how many notifications a second reach one fast webhook, from the announcement on Kafka to
 * the stand-in that receives them. Not a test: figures of a shared machine prove nothing.
 */
public final class DeliveryRate {

  private static final int LEADS = 5_000;
  private static final int ROUNDS = 3;

  private DeliveryRate() {}

  /** Takes about a minute. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("delivery-rate");
    try (var standIns = new StandIns();
        var service = new RunningService(folder)) {
      String hook = service.destination("WEBHOOK", standIns.address("/hook"), "key");
      service.rule(List.of("lead.blocked"), hook);
      for (int round = 1; round <= ROUNDS; round++) {
        int before = standIns.calls("/hook").size();
        var events = events("round-" + round + "-");
        long begun = System.nanoTime();
        service.announce(events);
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> standIns.calls("/hook").size() == before + LEADS);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
            "round %d: %d notifications in %.1f s, %.0f/s%n",
            round, LEADS, seconds, LEADS / seconds);
      }
    }
  }

  private static List<Announced> events(String prefix) {
    var events = new ArrayList<Announced>();
    for (int lead = 0; lead < LEADS; lead++) {
      var story = new Story("default", prefix + lead, Instant.now());
      story.registered();
      story.blocked();
      events.addAll(story.told());
    }
    return events;
  }
}
