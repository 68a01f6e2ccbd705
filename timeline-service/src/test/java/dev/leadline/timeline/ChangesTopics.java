package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.view.LeadChange;
import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.events.view.TimelinesChanged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;

/** What any follower of rows and timelines sees. */
final class ChangesTopics {

  private ChangesTopics() {}

  /** All changes of rows that were announced, in the order of each lead. */
  static List<RowChanged> ofRows() {
    return Servers.everythingOn(Topics.ROW_CHANGES).stream()
        .map(
            message -> {
              var change = Json.MAPPER.readValue(message.value(), RowChanged.class);
              assertThat(message.key()).isEqualTo(change.leadId());
              return change;
            })
        .toList();
  }

  /** All changes of timelines that were announced, in their order. */
  static List<TimelineChanged> ofTimelines() {
    return Servers.everythingOn(Topics.TIMELINE_CHANGES).stream()
        .flatMap(message -> timelines(message.value()).stream())
        .toList();
  }

  static List<TimelineChanged> timelines(byte[] message) {
    return Json.MAPPER.readValue(message, TimelinesChanged.class).timelines();
  }

  /** The newest version of each lead. */
  static Map<String, Long> versions(List<? extends LeadChange> changes) {
    var versions = new HashMap<String, Long>();
    changes.forEach(change -> versions.put(change.leadId(), change.version()));
    return versions;
  }

  static Config configuration(String name) throws InterruptedException, ExecutionException {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try (var admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.KAFKA.bootstrapServers()))) {
      return admin.describeConfigs(List.of(topic)).all().get().get(topic);
    }
  }
}
