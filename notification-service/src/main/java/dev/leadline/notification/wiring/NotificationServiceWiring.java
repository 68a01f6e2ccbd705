package dev.leadline.notification.wiring;

import dev.leadline.notification.channels.ChannelSettings;
import dev.leadline.notification.domain.BeginTenant;
import dev.leadline.notification.domain.DeleteDestination;
import dev.leadline.notification.domain.DeleteRule;
import dev.leadline.notification.domain.FindDestinations;
import dev.leadline.notification.domain.FindDue;
import dev.leadline.notification.domain.FindRules;
import dev.leadline.notification.domain.FindWaiting;
import dev.leadline.notification.domain.ForgetEnded;
import dev.leadline.notification.domain.GiveUpLost;
import dev.leadline.notification.domain.GiveUpWaiting;
import dev.leadline.notification.domain.KeepTurn;
import dev.leadline.notification.domain.NextDue;
import dev.leadline.notification.domain.OpenDestination;
import dev.leadline.notification.domain.RecallLeads;
import dev.leadline.notification.domain.RecallTold;
import dev.leadline.notification.domain.RecentlySent;
import dev.leadline.notification.domain.RememberReactions;
import dev.leadline.notification.domain.SaveDestination;
import dev.leadline.notification.domain.SaveRule;
import dev.leadline.notification.domain.SendNotices;
import dev.leadline.notification.domain.SettleTries;
import dev.leadline.notification.handling.Couriers;
import dev.leadline.notification.handling.DeliverNotices;
import dev.leadline.notification.handling.ManageDestinations;
import dev.leadline.notification.handling.ManageRules;
import dev.leadline.notification.handling.ReadLeadEvents;
import dev.leadline.notification.handling.ReadOpsEvents;
import dev.leadline.notification.handling.TellTheTeam;
import dev.leadline.notification.handling.TidyLedger;
import dev.leadline.servicebase.KafkaHealth;
import dev.leadline.servicebase.LimitedBodies;
import dev.leadline.servicebase.OnlyTheGateway;
import dev.leadline.servicebase.RawRecords;
import dev.leadline.servicebase.Spans;
import dev.leadline.servicebase.TraceOfProblems;
import dev.leadline.servicebase.UntilItWorks;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** Assembles the service. */
@Configuration(proxyBeanMethods = false)
@Import({
  KafkaHealth.class,
  LimitedBodies.class,
  OnlyTheGateway.class,
  RawRecords.class,
  Spans.class,
  TraceOfProblems.class,
  UntilItWorks.class
})
class NotificationServiceWiring {

  /** What PostgreSQL keeps of an instant, so that what was written compares with what is read. */
  @Bean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }

  @Bean(initMethod = "migrate")
  Flyway notificationSchema(DataSource dataSource) {
    return Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/notification-service")
        .schemas("notification")
        .load();
  }

  @Bean
  ReadLeadEvents readLeadEvents() {
    return new ReadLeadEvents();
  }

  @Bean
  ReadOpsEvents readOpsEvents() {
    return new ReadOpsEvents();
  }

  @Bean
  TellTheTeam tellTheTeam(
      TransactionTemplate transaction,
      BeginTenant begin,
      FindRules findRules,
      RecallLeads recallLeads,
      RecallTold recallTold,
      RememberReactions remember,
      Couriers couriers,
      MeterRegistry meters,
      Clock clock,
      NotificationSettings settings) {
    return new TellTheTeam(
        transaction,
        begin,
        findRules,
        recallLeads,
        recallTold,
        remember,
        couriers,
        meters,
        clock,
        settings.dashboard(),
        settings.kept());
  }

  @Bean
  Couriers couriers(
      FindWaiting findWaiting,
      GiveUpLost giveUpLost,
      MeterRegistry meters,
      Clock clock,
      NotificationSettings settings) {
    return new Couriers(findWaiting, giveUpLost, meters, clock, settings.lookAround());
  }

  /** Closed after the couriers have stopped. */
  @Bean(destroyMethod = "close")
  ExecutorService sendingThreads() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  /** On one small machine storing comes first: docs/adr/0011. */
  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> consumersGiveWay() {
    var threads = new SimpleAsyncTaskExecutor("notification-reads-");
    threads.setThreadPriority(Thread.MIN_PRIORITY);
    return (container, destination, group) ->
        container.getContainerProperties().setListenerTaskExecutor(threads);
  }

  @Bean
  DeliverNotices deliverNotices(
      TransactionTemplate transaction,
      OpenDestination open,
      FindDue findDue,
      NextDue nextDue,
      RecentlySent recentlySent,
      KeepTurn keep,
      SettleTries settle,
      SendNotices send,
      ExecutorService sendingThreads,
      MeterRegistry meters,
      Spans spans,
      Clock clock,
      NotificationSettings settings) {
    return new DeliverNotices(
        transaction,
        open,
        findDue,
        nextDue,
        recentlySent,
        keep,
        settle,
        send,
        sendingThreads,
        meters,
        spans,
        clock,
        settings.lease(),
        settings.mostWaiting());
  }

  @Bean
  SmartLifecycle work(
      Couriers couriers, DeliverNotices deliver, TidyLedger ledger, NotificationSettings settings) {
    return new Work(couriers, deliver, ledger, settings.lookAround());
  }

  @Bean
  TidyLedger tidyLedger(
      GiveUpWaiting giveUp,
      ForgetEnded forget,
      MeterRegistry meters,
      Clock clock,
      NotificationSettings settings) {
    return new TidyLedger(giveUp, forget, meters, clock, settings.mostWaiting(), settings.kept());
  }

  @Bean
  ManageRules manageRules(
      BeginTenant begin,
      FindRules find,
      FindDestinations destinations,
      SaveRule save,
      DeleteRule delete,
      Clock clock) {
    return new ManageRules(begin, find, destinations, save, delete, clock);
  }

  @Bean
  ManageDestinations manageDestinations(
      BeginTenant begin,
      FindDestinations find,
      SaveDestination save,
      DeleteDestination delete,
      OpenDestination open,
      SendNotices send,
      Couriers couriers,
      Clock clock,
      NotificationSettings settings) {
    return new ManageDestinations(
        begin, find, save, delete, open, send, couriers, clock, settings.dashboard());
  }

  @Bean
  JavaMailSenderImpl mailSender(MailSettings settings, ChannelSettings channels) {
    var mail = new JavaMailSenderImpl();
    mail.setHost(settings.host());
    mail.setPort(settings.port());
    if (!settings.username().isEmpty()) {
      mail.setUsername(settings.username());
      mail.setPassword(settings.password());
    }
    var properties = mail.getJavaMailProperties();
    properties.setProperty("mail.smtp.auth", Boolean.toString(!settings.username().isEmpty()));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.startTls()));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.startTls()));
    String connect = Long.toString(channels.connectTimeout().toMillis());
    String answer = Long.toString(channels.answerTimeout().toMillis());
    properties.setProperty("mail.smtp.connectiontimeout", connect);
    properties.setProperty("mail.smtp.timeout", answer);
    properties.setProperty("mail.smtp.writetimeout", answer);
    return mail;
  }

  /** From the start of the service to its stop couriers work, and the ledger is kept tidy. */
  private static final class Work implements SmartLifecycle {
    private final Couriers couriers;
    private final DeliverNotices deliver;
    private final TidyLedger ledger;
    private final Duration lookAround;
    private volatile @Nullable ScheduledExecutorService tidier;

    Work(Couriers couriers, DeliverNotices deliver, TidyLedger ledger, Duration lookAround) {
      this.couriers = couriers;
      this.deliver = deliver;
      this.ledger = ledger;
      this.lookAround = lookAround;
    }

    @Override
    public void start() {
      deliver.begin();
      couriers.start(deliver::deliver);
      var thread = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
      ScheduledFuture<?> _ =
          thread.scheduleWithFixedDelay(
              ledger::tidy, 0, lookAround.toMillis(), TimeUnit.MILLISECONDS);
      tidier = thread;
    }

    /** A portion that is being tidied is not waited for: it ends whole or not at all. */
    @Override
    public void stop() {
      deliver.end();
      couriers.stop();
      ScheduledExecutorService thread = tidier;
      tidier = null;
      if (thread != null) thread.shutdown();
    }

    @Override
    public boolean isRunning() {
      return tidier != null;
    }
  }
}
