package dev.leadline.enrichment.wiring;

import dev.leadline.enrichment.domain.FindUntold;
import dev.leadline.enrichment.domain.GiveUpLost;
import dev.leadline.enrichment.domain.MarkTold;
import dev.leadline.enrichment.domain.NextDue;
import dev.leadline.enrichment.domain.PublishScores;
import dev.leadline.enrichment.domain.ScoreMessages;
import dev.leadline.enrichment.domain.SettleInquiry;
import dev.leadline.enrichment.domain.TakeDue;
import dev.leadline.enrichment.domain.TellPlatform;
import dev.leadline.enrichment.handling.AskAround;
import dev.leadline.enrichment.handling.AskAround.Asker;
import dev.leadline.enrichment.handling.ModerateMessages;
import dev.leadline.enrichment.handling.TellLearned;
import dev.leadline.servicebase.KafkaHealth;
import dev.leadline.servicebase.LimitedBodies;
import dev.leadline.servicebase.OnlyTheGateway;
import dev.leadline.servicebase.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/** Assembles the service. */
@Configuration(proxyBeanMethods = false)
@Import({KafkaHealth.class, LimitedBodies.class, OnlyTheGateway.class, Spans.class})
class EnrichmentWiring {

  /** What PostgreSQL keeps of an instant, so that what was written compares with what is read. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }

  @Bean(initMethod = "migrate")
  Flyway enrichmentSchema(DataSource dataSource) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/enrichment-service")
        .schemas("enrichment")
        .load();
  }

  @Bean
  TellLearned tellLearned(
      FindUntold findUntold,
      TellPlatform tell,
      MarkTold markTold,
      MeterRegistry meters,
      Clock clock,
      LedgerSettings settings) {
    return new TellLearned(findUntold, tell, markTold, meters, clock, settings.lookAround());
  }

  /** Every bean that is an asker has a lane; to add a purpose is to add its bean. */
  @Bean
  AskAround askAround(
      ObjectProvider<Asker> askers,
      TakeDue takeDue,
      NextDue nextDue,
      SettleInquiry settle,
      GiveUpLost giveUpLost,
      TellLearned tell,
      MeterRegistry meters,
      Spans spans,
      Clock clock,
      LedgerSettings settings) {
    return new AskAround(
        askers.orderedStream().toList(),
        takeDue,
        nextDue,
        settle,
        giveUpLost,
        tell,
        meters,
        spans,
        clock,
        settings.lease(),
        settings.lookAround(),
        lanesGiveWay());
  }

  @Bean
  SmartLifecycle lanes(AskAround askAround) {
    return new Lanes(askAround);
  }

  @Bean
  ModerateMessages moderateMessages(
      ScoreMessages score, PublishScores publish, MeterRegistry meters) {
    return new ModerateMessages(score, publish, meters);
  }

  /** On one small machine storing comes first: docs/adr/0011. */
  @Bean
  ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>>
      consumersGiveWay() {
    var threads = new SimpleAsyncTaskExecutor("enrichment-reads-");
    threads.setThreadPriority(Thread.MIN_PRIORITY);
    return container -> container.getContainerProperties().setListenerTaskExecutor(threads);
  }

  /** Likewise; virtual threads have no priority, and lanes bound how many there are. */
  @SuppressWarnings("ThreadPriorityCheck") // Only speed depends on it, nothing else.
  private static ThreadFactory lanesGiveWay() {
    return Thread.ofPlatform().name("enrichment-asks-", 0).priority(Thread.MIN_PRIORITY).factory();
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

  /** At work from the start of the service to its stop, and stopped before what they work with. */
  private static final class Lanes implements SmartLifecycle {
    private final AskAround askAround;
    private volatile boolean running;

    Lanes(AskAround askAround) {
      this.askAround = askAround;
    }

    @Override
    public void start() {
      running = true;
      askAround.start();
    }

    @Override
    public void stop() {
      running = false;
      askAround.stop();
    }

    @Override
    public boolean isRunning() {
      return running;
    }
  }
}
