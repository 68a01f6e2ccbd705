package dev.leadline.eventstore.wiring;

import dev.leadline.events.Upcasts;
import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.eventstore.store.AppendSignal;
import dev.leadline.eventstore.store.BatchTransaction;
import dev.leadline.eventstore.store.BodyMarks;
import dev.leadline.eventstore.store.EventCodec;
import dev.leadline.eventstore.store.EventFeed;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.EventStoreSettings;
import dev.leadline.eventstore.store.LeadEventRows;
import dev.leadline.eventstore.store.LeadEventStorageEngine;
import dev.leadline.eventstore.store.LeadEventStore;
import dev.leadline.eventstore.store.LeadKeys;
import dev.leadline.eventstore.store.MasterKey;
import dev.leadline.eventstore.store.Migration;
import javax.sql.DataSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The event store inside a service that has a data source and a transaction manager for it. Every
 * bean is declared here by hand: left to itself Axon finds no JPA, takes a transaction manager that
 * does nothing, and each statement commits alone.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventStoreSettings.class)
public class EventStoreWiring {

  /** The tables are there. */
  public record EventStoreSchema(String version) {}

  /** A history table of its own: the service may have migrations of its own in the same schema. */
  @Bean
  EventStoreSchema eventStoreSchema(DataSource dataSource) {
    var result =
        Migration.run(
            dataSource,
            Flyway.configure()
                .locations("classpath:dev/leadline/eventstore/migrations")
                .table("event_store_schema")
                .baselineOnMigrate(true)
                .baselineVersion("0"));
    String version = result.targetSchemaVersion;
    return new EventStoreSchema(version == null ? result.initialSchemaVersion : version);
  }

  @Bean
  SpringTransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  MasterKey masterKey(EventStoreSettings settings) {
    return MasterKey.from(settings);
  }

  @Bean
  BodyMarks bodyMarks(MasterKey masterKey) {
    return new BodyMarks(masterKey);
  }

  @Bean
  LeadKeys leadKeys(EventStoreSchema schema, DataSource dataSource, MasterKey masterKey) {
    return new LeadKeys(new JdbcTemplate(dataSource), masterKey);
  }

  @Bean
  EventCodec eventCodec(LeadKeys keys) {
    return new EventCodec(keys, Upcasts.ALL);
  }

  @Bean
  LeadEventRows leadEventRows(
      DataSource dataSource, LeadKeys keys, EventCodec codec, BodyMarks marks) {
    return new LeadEventRows(new JdbcTemplate(dataSource), keys, codec, marks);
  }

  @Bean
  LeadEventStorageEngine leadEventStorageEngine(
      DataSource dataSource,
      PlatformTransactionManager transactions,
      LeadEventRows rows,
      EventCodec codec,
      EventFeed feed) {
    return new LeadEventStorageEngine(
        new JdbcTemplate(dataSource), new TransactionTemplate(transactions), rows, codec, feed);
  }

  @Bean
  LeadEventStore eventStore(LeadEventStorageEngine engine, AppendSignal signal) {
    return new LeadEventStore(engine, signal);
  }

  @Bean
  AppendSignal appendSignal(DataSource dataSource) {
    return new AppendSignal(dataSource);
  }

  @Bean
  BatchTransaction batchTransaction(SpringTransactionManager transactions) {
    return new BatchTransaction(transactions);
  }

  @Bean
  AcceptedEvents acceptedEvents(EventStoreSchema schema, DataSource dataSource, BodyMarks marks) {
    return new AcceptedEvents(new JdbcTemplate(dataSource), marks);
  }

  @Bean
  EventFeed eventFeed(LeadEventRows rows, EventCodec codec, LeadKeys keys) {
    var feed = new EventFeed(rows, codec);
    keys.onErasure(feed::forget);
    return feed;
  }

  @Bean
  EventLog eventLog(DataSource dataSource, EventFeed feed) {
    return new EventLog(new JdbcTemplate(dataSource), feed);
  }
}
