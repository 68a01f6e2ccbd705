package dev.leadline.allinone.outbox;

import dev.leadline.servicebase.PlatformTopics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics of the platform; one that is there is left as it is. */
public final class TopicsOutbox {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private TopicsOutbox() {}

  /**
   * Makes what is missing.
   *
   * @throws TrafficOutbox.NotPublished when Kafka does not answer or refuses
   */
  public static void makeMissing(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(settings)) {
      for (var made : admin.createTopics(PlatformTopics.ALL).values().values()) {
        try {
          made.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) throw e;
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new TrafficOutbox.NotPublished(
          "The topics cannot be made in Kafka at " + bootstrapServers + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrafficOutbox.NotPublished("Interrupted while topics were made.", e);
    }
  }
}
