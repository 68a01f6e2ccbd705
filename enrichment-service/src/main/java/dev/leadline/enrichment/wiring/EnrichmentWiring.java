package dev.leadline.enrichment.wiring;

import dev.leadline.enrichment.domain.PublishScores;
import dev.leadline.enrichment.domain.ScoreMessages;
import dev.leadline.enrichment.handling.ModerateMessages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/** Assembles the service. */
@Configuration(proxyBeanMethods = false)
class EnrichmentWiring {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  ModerateMessages moderateMessages(
      ScoreMessages score, PublishScores publish, MeterRegistry meters) {
    return new ModerateMessages(score, publish, meters);
  }

  /** On one small machine storing comes first. */
  @Bean
  ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>>
      givesWay() {
    var threads = new SimpleAsyncTaskExecutor("moderation-");
    threads.setThreadPriority(Thread.MIN_PRIORITY);
    return container -> container.getContainerProperties().setListenerTaskExecutor(threads);
  }

  /** Nothing is given up: what cannot be asked now is asked later. */
  @Bean
  DefaultErrorHandler untilItWorks(RetryListener told) {
    var pause = new ExponentialBackOff(Duration.ofMillis(500).toMillis(), 2);
    pause.setMaxInterval(Duration.ofSeconds(30).toMillis());
    var handler = new DefaultErrorHandler(pause);
    handler.setRetryListeners(told);
    return handler;
  }
}
