package dev.leadline.gateway.wiring;

import com.mongodb.MongoClientSettings;
import dev.leadline.gateway.domain.AskEnrichment;
import dev.leadline.gateway.domain.AskIngest;
import dev.leadline.gateway.domain.AskNotifications;
import dev.leadline.gateway.domain.AskOperations;
import dev.leadline.gateway.domain.AskProjections;
import dev.leadline.gateway.domain.AskStore;
import dev.leadline.gateway.domain.BuildIndex;
import dev.leadline.gateway.domain.ChangeIndex;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.FindLeadsById;
import dev.leadline.gateway.domain.FindRows;
import dev.leadline.gateway.domain.IndexedUpTo;
import dev.leadline.gateway.domain.Meters;
import dev.leadline.gateway.domain.NewestChanges;
import dev.leadline.gateway.domain.ReadEntries;
import dev.leadline.gateway.domain.ScanRows;
import dev.leadline.gateway.domain.TellErased;
import dev.leadline.gateway.handling.AnswerAnalytics;
import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.ExportFiles;
import dev.leadline.gateway.handling.FreezeLeads;
import dev.leadline.gateway.handling.HandleDeadLetters;
import dev.leadline.gateway.handling.KeepExports;
import dev.leadline.gateway.handling.KeepIndex;
import dev.leadline.gateway.handling.KnowAgents;
import dev.leadline.gateway.handling.LimitFollowers;
import dev.leadline.gateway.handling.ListLeads;
import dev.leadline.gateway.handling.ReadSums;
import dev.leadline.gateway.handling.ReadTimeline;
import dev.leadline.gateway.handling.ReportStatus;
import dev.leadline.gateway.handling.RunExports;
import dev.leadline.gateway.handling.ShowLead;
import dev.leadline.gateway.handling.ShowWritten;
import dev.leadline.gateway.handling.TenantZones;
import dev.leadline.gateway.handling.WriteCsv;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The use cases, and what they are given. */
@Configuration(proxyBeanMethods = false)
class HandlingWiring {

  private static final Logger LOG = LoggerFactory.getLogger(HandlingWiring.class);

  /** A person waits for the answer: rather say that the store is down than keep them. */
  private static final int PATIENCE_SECONDS = 3;

  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final long LONGEST_PAUSE_MILLIS = 5000;

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  MongoClientSettingsBuilderCustomizer patience() {
    return HandlingWiring::patient;
  }

  private static void patient(MongoClientSettings.Builder settings) {
    settings
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .applyToSocketSettings(
            socket ->
                socket
                    .connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .readTimeout(2 * PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Bean
  ListLeads listLeads(FindLeads find) {
    return new ListLeads(find);
  }

  @Bean
  WriteCsv writeCsv(Clock clock) {
    return new WriteCsv(clock, Runtime.getRuntime().availableProcessors());
  }

  @Bean
  TenantZones tenantZones(@Value("${leadline.query-gateway.zone}") ZoneId usual) {
    return new TenantZones(usual);
  }

  @Bean
  AnswerAnalytics answerAnalytics(ReadSums sums, FindRows find, Clock clock) {
    return new AnswerAnalytics(sums, find, clock);
  }

  @Bean
  KnowAgents knowAgents(ReadSums sums, Clock clock) {
    return new KnowAgents(sums, clock, Thread::startVirtualThread);
  }

  @Bean
  ShowLead showLead(FindLeadsById find) {
    return new ShowLead(find);
  }

  @Bean
  KeepIndex keepIndex(
      IndexedUpTo indexed,
      BuildIndex build,
      ScanRows scan,
      FindRows find,
      ChangeIndex change,
      ChangeStream stream,
      TellErased tellErased) {
    return new KeepIndex(indexed, build, scan, find, change, stream, tellErased);
  }

  @Bean
  RunExports runExports(
      FreezeLeads freeze,
      WriteCsv csv,
      KeepExports exports,
      ExportFiles files,
      @Value("${leadline.query-gateway.exports.kept-for}") Duration keptFor,
      Clock clock) {
    return new RunExports(freeze, csv, exports, files, keptFor, clock);
  }

  /**
   * What is over goes, while the gateway runs, and what waits is not forgotten, however seldom that
   * is; what could not be done is done the next time.
   */
  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService exportSweeper(
      RunExports exports,
      @Value("${leadline.query-gateway.exports.swept-every}") Duration sweptEvery) {
    ScheduledExecutorService sweeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("exports-sweeper").daemon().factory());
    again(sweeper, exports::sweep, sweptEvery);
    again(sweeper, exports::touch, RunExports.TOUCHED_EVERY);
    return sweeper;
  }

  private static void again(ScheduledExecutorService sweeper, Runnable work, Duration every) {
    ScheduledFuture<?> _ =
        sweeper.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException later) {
                LOG.warn("Exports cannot be swept at the moment: {}", later.toString());
              }
            },
            0,
            every.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * What cannot be indexed now is tried again until it can: a change that is missed stays missed.
   */
  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> untilItWorks() {
    return (container, destination, group) -> {
      var pause = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
      pause.setMaxInterval(LONGEST_PAUSE_MILLIS);
      container.setCommonErrorHandler(new DefaultErrorHandler(pause));
      // On one machine, storing comes first (ADR 11).
      var threads = new SimpleAsyncTaskExecutor("changes-");
      threads.setThreadPriority(Thread.MIN_PRIORITY);
      container.getContainerProperties().setListenerTaskExecutor(threads);
    };
  }

  @Bean
  ShowWritten showWritten(ShowLead show, ChangeStream stream) {
    return new ShowWritten(show, stream);
  }

  @Bean
  ReadTimeline readTimeline(ReadEntries entries) {
    return new ReadTimeline(entries);
  }

  @Bean
  HandleDeadLetters handleDeadLetters(AskOperations ask) {
    return new HandleDeadLetters(ask);
  }

  @Bean
  ReportStatus reportStatus(
      AskIngest ingest,
      AskProjections projections,
      AskStore store,
      AskNotifications notifications,
      AskEnrichment enrichment,
      IndexedUpTo indexed,
      NewestChanges changes) {
    return new ReportStatus(
        ingest, projections, store, notifications, enrichment, indexed, changes);
  }

  @Bean
  ChangeStream changeStream(StreamSettings settings) {
    return new ChangeStream(settings.mostFollowers(), settings.mostPending());
  }

  @Bean
  LimitFollowers limitFollowers(StreamSettings settings) {
    return new LimitFollowers(settings.mostFollowersOfOne());
  }

  /** Before the web server waits for requests to end, for a follower's request never would. */
  @Bean
  ApplicationListener<ContextClosedEvent> endOfStream(ChangeStream stream) {
    return closed -> stream.close();
  }

  @Bean
  MeterBinder streamMeters(ChangeStream stream) {
    return registry -> {
      Gauge.builder(Meters.FOLLOWERS.meter(), stream, ChangeStream::followers).register(registry);
      FunctionCounter.builder(Meters.CUT_OFF.meter(), stream, ChangeStream::cutOff)
          .register(registry);
    };
  }
}
