package dev.leadline.leadservice.wiring;

import dev.leadline.events.Topics;
import dev.leadline.servicebase.PlatformTopics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** The topics of the service, made at its start where they are missing. */
@Configuration(proxyBeanMethods = false)
class TopicsWiring {

  @Bean
  NewTopics topicsOfLeadService() {
    return new NewTopics(
        PlatformTopics.of(Topics.CHANNEL_EVENTS),
        PlatformTopics.of(Topics.CHANNEL_EVENTS_DEAD),
        PlatformTopics.of(Topics.LEAD_EVENTS),
        PlatformTopics.of(Topics.CONTROL_STATE),
        PlatformTopics.of(Topics.TENANT_SETTINGS),
        PlatformTopics.of(Topics.ERASED_LEADS));
  }
}
