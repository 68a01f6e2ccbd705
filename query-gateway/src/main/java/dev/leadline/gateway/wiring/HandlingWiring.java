package dev.leadline.gateway.wiring;

import com.mongodb.MongoClientSettings;
import dev.leadline.gateway.domain.AskIngest;
import dev.leadline.gateway.domain.AskProjections;
import dev.leadline.gateway.domain.CountLeads;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.FindLeadsById;
import dev.leadline.gateway.domain.Meters;
import dev.leadline.gateway.domain.ReadEntries;
import dev.leadline.gateway.handling.ListLeads;
import dev.leadline.gateway.handling.ReadTimeline;
import dev.leadline.gateway.handling.ReportStatus;
import dev.leadline.gateway.handling.RowStream;
import dev.leadline.gateway.handling.ShowLead;
import dev.leadline.gateway.handling.ShowRows;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** The use cases, and what they are given. */
@Configuration(proxyBeanMethods = false)
class HandlingWiring {

  /** A person waits for the answer: rather say that the store is down than keep them. */
  private static final int PATIENCE_SECONDS = 3;

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
  ListLeads listLeads(FindLeads find, CountLeads count, Clock clock) {
    return new ListLeads(find, count, clock);
  }

  @Bean
  ShowLead showLead(FindLeadsById find) {
    return new ShowLead(find);
  }

  @Bean
  ShowRows showRows(FindLeadsById find, Clock clock) {
    return new ShowRows(find, clock);
  }

  @Bean
  ReadTimeline readTimeline(ReadEntries entries) {
    return new ReadTimeline(entries);
  }

  @Bean
  ReportStatus reportStatus(AskIngest ingest, AskProjections projections) {
    return new ReportStatus(ingest, projections);
  }

  @Bean
  RowStream rowStream(StreamSettings settings) {
    return new RowStream(settings.mostFollowers(), settings.mostPending());
  }

  /** Before the web server waits for requests to end, for a follower's request never would. */
  @Bean
  ApplicationListener<ContextClosedEvent> endOfStream(RowStream stream) {
    return closed -> stream.close();
  }

  @Bean
  MeterBinder streamMeters(RowStream stream) {
    return registry -> {
      Gauge.builder(Meters.FOLLOWERS.meter(), stream, RowStream::followers).register(registry);
      FunctionCounter.builder(Meters.CUT_OFF.meter(), stream, RowStream::cutOff).register(registry);
    };
  }
}
