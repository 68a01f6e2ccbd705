package dev.leadline.leadservice.wiring;

import com.fasterxml.uuid.Generators;
import dev.leadline.events.Topics;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.LeadEventStore;
import dev.leadline.eventstore.store.LeadKeys;
import dev.leadline.eventstore.store.Migration;
import dev.leadline.eventstore.wiring.EventStoreWiring;
import dev.leadline.leadservice.domain.AddBlockedNetworks;
import dev.leadline.leadservice.domain.AnnounceSettings;
import dev.leadline.leadservice.domain.ClaimKeys;
import dev.leadline.leadservice.domain.CompleteErasures;
import dev.leadline.leadservice.domain.DropParked;
import dev.leadline.leadservice.domain.EraseDeadLetters;
import dev.leadline.leadservice.domain.FindBlockedNetworks;
import dev.leadline.leadservice.domain.FindCountry;
import dev.leadline.leadservice.domain.FindErasure;
import dev.leadline.leadservice.domain.FindExport;
import dev.leadline.leadservice.domain.FindFieldTypes;
import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.domain.FindParked;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.domain.FindTenantStarts;
import dev.leadline.leadservice.domain.ForgetBlockedNetworks;
import dev.leadline.leadservice.domain.KeepExport;
import dev.leadline.leadservice.domain.KeepSettings;
import dev.leadline.leadservice.domain.NameNetwork;
import dev.leadline.leadservice.domain.NoteHandled;
import dev.leadline.leadservice.domain.ReadPhone;
import dev.leadline.leadservice.domain.RecognisePrograms;
import dev.leadline.leadservice.domain.RecordErasure;
import dev.leadline.leadservice.domain.RepeatSettings;
import dev.leadline.leadservice.domain.SaveBlockedNetworks;
import dev.leadline.leadservice.domain.SaveDeadlines;
import dev.leadline.leadservice.domain.SendParkedAgain;
import dev.leadline.leadservice.domain.SweepLeads;
import dev.leadline.leadservice.domain.TakeDeadlines;
import dev.leadline.leadservice.handling.AggregateCache;
import dev.leadline.leadservice.handling.Backlog;
import dev.leadline.leadservice.handling.BlockedNetworks;
import dev.leadline.leadservice.handling.ChangeSettings;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.handling.CommandPairs;
import dev.leadline.leadservice.handling.EraseLeads;
import dev.leadline.leadservice.handling.ExportPeople;
import dev.leadline.leadservice.handling.HandleDeadLetters;
import dev.leadline.leadservice.handling.IngestCounters;
import dev.leadline.leadservice.handling.InspectEvents;
import dev.leadline.leadservice.handling.KeepBlockedNetworks;
import dev.leadline.leadservice.handling.KeepDeadlines;
import dev.leadline.leadservice.handling.LeadAggregate;
import dev.leadline.leadservice.handling.Leads;
import dev.leadline.leadservice.handling.ListSuggestions;
import dev.leadline.leadservice.handling.MeetDeadlines;
import dev.leadline.leadservice.handling.MergeCounters;
import dev.leadline.leadservice.handling.OwnKeys;
import dev.leadline.leadservice.handling.Policies;
import dev.leadline.leadservice.handling.PublishHistory;
import dev.leadline.leadservice.handling.ReadChannelEvents;
import dev.leadline.leadservice.handling.RecogniseErased;
import dev.leadline.leadservice.handling.RecordChannelEvents;
import dev.leadline.leadservice.handling.RecordOneByOne;
import dev.leadline.leadservice.handling.RetireLeads;
import dev.leadline.leadservice.handling.TellLeads;
import dev.leadline.servicebase.KafkaHealth;
import dev.leadline.servicebase.LimitedBodies;
import dev.leadline.servicebase.OnlyTheGateway;
import dev.leadline.servicebase.Spans;
import dev.leadline.servicebase.TraceOfProblems;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.util.backoff.ExponentialBackOff;

/** Assembles the service. */
@Configuration(proxyBeanMethods = false)
@Import({
  EventStoreWiring.class,
  KafkaHealth.class,
  LimitedBodies.class,
  OnlyTheGateway.class,
  Spans.class,
  TraceOfProblems.class
})
@EnableScheduling
@EnableConfigurationProperties(LeadServiceSettings.class)
class LeadServiceWiring {

  private static final String A_WEEK = Long.toString(Duration.ofDays(7).toMillis());
  private static final String A_DAY = Long.toString(Duration.ofDays(1).toMillis());
  private static final String A_MONTH = Long.toString(Duration.ofDays(30).toMillis());
  private static final int PARTITIONS = 4;

  private static final String LARGEST_RECORD = Integer.toString(Topics.LARGEST_RECORD);

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  MigrateResult leadServiceSchema(DataSource dataSource) {
    return Migration.run(
        dataSource,
        Flyway.configure()
            .locations("classpath:db/lead-service")
            .table("lead_service_schema")
            .baselineOnMigrate(true)
            .baselineVersion("0"));
  }

  @Bean
  Leads leads(LeadEventStore eventStore, LeadServiceSettings settings) {
    var cache = new AggregateCache(settings.cachedLeads());
    var repository =
        EventSourcingRepository.builder(LeadAggregate.class)
            .eventStore(eventStore)
            .cache(cache)
            .<EventSourcingRepository<LeadAggregate>>build();
    return new Leads(repository, eventStore, cache);
  }

  @Bean
  CommandLeads commandLeads(
      BatchTransaction transaction,
      Leads leads,
      AcceptedEvents accepted,
      FindLeadsByKeys findLeads,
      ClaimKeys claimKeys) {
    return new CommandLeads(transaction, leads, accepted, new OwnKeys(findLeads, claimKeys));
  }

  @Bean
  KeepDeadlines keepDeadlines(
      CommandLeads leads, SaveDeadlines save, LeadServiceSettings settings) {
    return new KeepDeadlines(leads, save, settings.takeover());
  }

  @Bean
  KeepBlockedNetworks keepBlockedNetworks(
      Policies policies,
      CommandLeads leads,
      EventLog log,
      SaveBlockedNetworks save,
      AddBlockedNetworks add) {
    return new KeepBlockedNetworks(policies, leads, log, save, add);
  }

  @Bean
  MeetDeadlines meetDeadlines(
      BatchTransaction transaction, Leads leads, TakeDeadlines take, Clock clock) {
    return new MeetDeadlines(transaction, leads, take, clock);
  }

  @Bean
  CommandPairs commandPairs(
      BatchTransaction transaction, Leads leads, AcceptedEvents accepted, Policies policies) {
    return new CommandPairs(transaction, leads, accepted, policies);
  }

  @Bean
  ListSuggestions listSuggestions(CommandLeads leads) {
    return new ListSuggestions(leads);
  }

  @Bean
  RecordOneByOne recordOneByOne(RecordChannelEvents record) {
    return new RecordOneByOne(record);
  }

  @Bean
  TellLeads tellLeads(ReadChannelEvents read, RecordChannelEvents record, CommandLeads leads) {
    return new TellLeads(read, record, leads);
  }

  @Bean
  ReadChannelEvents readChannelEvents(ReadPhone phones, FindCountry countries) {
    return new ReadChannelEvents(phones, countries);
  }

  @Bean
  RecordChannelEvents recordChannelEvents(
      BatchTransaction transaction,
      Leads leads,
      AcceptedEvents accepted,
      FindLeadsByKeys findLeads,
      ClaimKeys claimKeys,
      FindCountry findCountry,
      NameNetwork nameNetwork,
      FindBlockedNetworks findBlockedNetworks,
      RecognisePrograms programs,
      Policies policies,
      MergeCounters merges) {
    // Ids that rise with time keep the indexes that they are the key of small and in memory.
    var ids = Generators.timeBasedEpochGenerator();
    return new RecordChannelEvents(
        transaction,
        leads,
        accepted,
        findLeads,
        claimKeys,
        findCountry,
        nameNetwork,
        new BlockedNetworks(nameNetwork, findBlockedNetworks),
        programs,
        policies,
        () -> ids.generate().toString(),
        merges);
  }

  @Bean
  MergeCounters mergeCounters(MeterRegistry registry) {
    return new MergeCounters(registry);
  }

  @Bean
  RecogniseErased recogniseErased(FindLeadsByKeys findLeads, LeadKeys leadKeys) {
    return new RecogniseErased(findLeads, leadKeys);
  }

  @Bean
  Backlog finishErasures(CompleteErasures complete, EraseDeadLetters deadLetters) {
    return new Backlog("finish-erasures", () -> complete.completeNext(deadLetters::erase));
  }

  @Bean
  Policies policies(
      FindSettings settings, FindFieldTypes fieldTypes, FindTenantStarts tenantStarts) {
    return new Policies(settings, fieldTypes, tenantStarts);
  }

  /** A topic that was made anew, or had lost records, is whole again after a start. */
  @Bean
  Backlog announceSettings(
      AnnounceSettings announce, RepeatSettings repeat, Consumer<TenantSettings> settingsOutbox) {
    repeat.announceAllAgain();
    return new Backlog("announce-settings", () -> announce.announceNext(settingsOutbox));
  }

  @Bean
  ChangeSettings changeSettings(
      FindSettings find,
      KeepSettings keep,
      ForgetBlockedNetworks forgetNetworks,
      Backlog announceSettings) {
    return new ChangeSettings(find, keep, forgetNetworks, announceSettings::wake);
  }

  @Bean
  ExportPeople exportPeople(
      CommandLeads leads,
      EventLog log,
      KeepExport keep,
      FindExport find,
      LeadServiceSettings settings) {
    return new ExportPeople(leads, log, keep, find, settings.exportsKeptFor());
  }

  @Bean
  EraseLeads eraseLeads(
      BatchTransaction transaction,
      Leads leads,
      AcceptedEvents accepted,
      LeadKeys keys,
      RecordErasure record,
      FindErasure find,
      Backlog finishErasures) {
    return new EraseLeads(transaction, leads, accepted, keys, record, find, finishErasures::wake);
  }

  @Bean
  InspectEvents inspectEvents(EventLog log, PublishHistory history) {
    return new InspectEvents(log, history);
  }

  @Bean
  HandleDeadLetters handleDeadLetters(
      FindParked find,
      SendParkedAgain sendAgain,
      DropParked drop,
      NoteHandled note,
      MeterRegistry registry) {
    return new HandleDeadLetters(find, sendAgain, drop, note, registry);
  }

  @Bean
  RetireLeads retireLeads(
      SweepLeads sweep,
      FindSettings settings,
      CommandLeads leads,
      EraseLeads erase,
      MeterRegistry meters,
      Clock clock) {
    return new RetireLeads(sweep, settings, leads, erase, meters, clock);
  }

  @Bean
  IngestCounters ingestCounters(MeterRegistry registry) {
    return new IngestCounters(registry);
  }

  @Bean
  DefaultErrorHandler untilItWorks(RetryListener told) {
    var pause = new ExponentialBackOff(Duration.ofMillis(200).toMillis(), 2);
    pause.setMaxInterval(Duration.ofSeconds(10).toMillis());
    var handler = new DefaultErrorHandler(pause);
    handler.setRetryListeners(told);
    return handler;
  }

  @Bean
  NewTopic channelEventsTopic() {
    return TopicBuilder.name(Topics.CHANNEL_EVENTS)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, A_WEEK)
        .config(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")
        .build();
  }

  /**
   * What was deleted from it is gone from the disk within two days if there are further letters,
   * and within thirty in any case: an active segment is compacted only once a later one begins.
   */
  @Bean
  NewTopic deadLettersTopic() {
    return TopicBuilder.name(Topics.CHANNEL_EVENTS_DEAD)
        .partitions(1)
        .config(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete")
        .config(TopicConfig.RETENTION_MS_CONFIG, A_MONTH)
        .config(TopicConfig.SEGMENT_MS_CONFIG, A_DAY)
        .config(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, A_DAY)
        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD)
        .build();
  }

  @Bean
  NewTopic controlStateTopic() {
    return TopicBuilder.name(Topics.CONTROL_STATE)
        .partitions(PARTITIONS)
        .compact()
        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD)
        .build();
  }

  @Bean
  NewTopic tenantSettingsTopic() {
    return TopicBuilder.name(Topics.TENANT_SETTINGS).partitions(1).compact().build();
  }

  @Bean
  NewTopic leadEventsTopic() {
    return TopicBuilder.name(Topics.LEAD_EVENTS)
        .partitions(PARTITIONS)
        .config(TopicConfig.RETENTION_MS_CONFIG, A_WEEK)
        .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LARGEST_RECORD)
        .build();
  }
}
