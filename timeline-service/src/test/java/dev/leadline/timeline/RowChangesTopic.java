package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.view.RowChanged;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;

/** What any follower of the rows sees. */
final class RowChangesTopic {

  private RowChangesTopic() {}

  /** The newest version that was announced of each row. */
  static Map<String, Long> announcedVersions() {
    var versions = new HashMap<String, Long>();
    for (var message : Servers.everythingOn(Topics.ROW_CHANGES)) {
      var change = Json.MAPPER.readValue(message.value(), RowChanged.class);
      assertThat(message.key()).isEqualTo(change.leadId());
      versions.put(change.leadId(), change.version());
    }
    return versions;
  }

  static String cleanupPolicy() throws InterruptedException, ExecutionException {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.ROW_CHANGES);
    try (var admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Servers.KAFKA.bootstrapServers()))) {
      return admin
          .describeConfigs(List.of(topic))
          .all()
          .get()
          .get(topic)
          .get("cleanup.policy")
          .value();
    }
  }
}
