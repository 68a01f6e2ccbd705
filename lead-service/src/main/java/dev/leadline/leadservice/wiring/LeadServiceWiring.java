package dev.leadline.leadservice.wiring;

import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.LeadEventStore;
import dev.leadline.eventstore.store.Migration;
import dev.leadline.eventstore.wiring.EventStoreWiring;
import dev.leadline.leadservice.domain.SaveDeadlines;
import dev.leadline.leadservice.domain.TakeDeadlines;
import dev.leadline.leadservice.handling.AggregateCache;
import dev.leadline.leadservice.handling.InspectEvents;
import dev.leadline.leadservice.handling.KeepDeadlines;
import dev.leadline.leadservice.handling.LeadAggregate;
import dev.leadline.leadservice.handling.Leads;
import dev.leadline.leadservice.handling.MeetDeadlines;
import dev.leadline.leadservice.handling.Policies;
import dev.leadline.leadservice.handling.PublishHistory;
import dev.leadline.servicebase.KafkaHealth;
import dev.leadline.servicebase.LimitedBodies;
import dev.leadline.servicebase.OnlyTheGateway;
import dev.leadline.servicebase.Spans;
import dev.leadline.servicebase.TraceOfProblems;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Assembles what the rooms of the service share: leads, what is due to them, what is stored. */
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

  /** Leads in memory take a quarter of the heap at most: the rest is for the work. */
  private static final int SHARE_OF_CACHED_LEADS = 4;

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
    var cache =
        new AggregateCache(
            settings.cachedLeads(), Runtime.getRuntime().maxMemory() / SHARE_OF_CACHED_LEADS);
    var repository =
        EventSourcingRepository.builder(LeadAggregate.class)
            .eventStore(eventStore)
            .cache(cache)
            .<EventSourcingRepository<LeadAggregate>>build();
    return new Leads(repository, eventStore, cache);
  }

  @Bean
  KeepDeadlines keepDeadlines(SaveDeadlines save, LeadServiceSettings settings) {
    return new KeepDeadlines(save, settings.takeover());
  }

  @Bean
  MeetDeadlines meetDeadlines(
      BatchTransaction transaction,
      Leads leads,
      TakeDeadlines take,
      SaveDeadlines save,
      Policies policies,
      MeterRegistry meters,
      Clock clock) {
    return new MeetDeadlines(transaction, leads, take, save, policies, meters, clock);
  }

  @Bean
  InspectEvents inspectEvents(EventLog log, PublishHistory history) {
    return new InspectEvents(log, history);
  }
}
