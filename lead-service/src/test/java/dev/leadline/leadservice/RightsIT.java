package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.servers.TestServers;
import dev.leadline.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that refuses who was let in before: its rights are being changed. */
class RightsIT {

  @Test
  void who_may_read_again_goes_on_by_itself(@TempDir Path folder) throws Exception {
    EmbeddedKafka broker =
        EmbeddedKafka.start(
            folder.resolve("kafka"),
            0,
            Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true"));
    var kafka = new TestServers.Kafka(broker.bootstrapServers(), broker::close);
    try (var service = RunningService.with(kafka, folder);
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      publish(service, "before");
      await("it is stored").atMost(Duration.ofSeconds(30)).until(() -> !service.stored().isEmpty());

      admin
          .createAcls(
              List.of(
                  may(AclOperation.ALL, AclPermissionType.ALLOW),
                  may(AclOperation.READ, AclPermissionType.DENY)))
          .all()
          .get();
      // Whoever asks for more in that moment may still get it.
      int published = 0;
      int stored;
      do {
        stored = service.stored().size();
        publish(service, "refused-" + published++);
      } while (published < 10 && isMoreThan(stored, service));
      assertThat(published).isLessThan(10);
      int before = stored;
      admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();

      await("it is read after all")
          .atMost(Duration.ofSeconds(30))
          .until(() -> service.stored().size() > before);
      assertThat(service.stored().getLast().tenant()).isEqualTo("default");
    }
  }

  private static boolean isMoreThan(int stored, RunningService service) {
    try {
      await().atMost(Duration.ofSeconds(3)).until(() -> service.stored().size() > stored);
      return true;
    } catch (ConditionTimeoutException nothingMore) {
      return false;
    }
  }

  private static void publish(RunningService service, String id) {
    service.produce(
        RunningService.headers("leadline.chat.message-received.v1", id),
        RunningService.message("visitor-" + id, id));
  }

  private static AclBinding may(AclOperation what, AclPermissionType may) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, Topics.CHANNEL_EVENTS, PatternType.LITERAL),
        new AccessControlEntry("User:ANONYMOUS", "*", what, may));
  }
}
