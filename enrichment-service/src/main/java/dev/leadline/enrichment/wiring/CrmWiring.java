package dev.leadline.enrichment.wiring;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.WriteWishes;
import dev.leadline.enrichment.domain.crm.ClaimPosition;
import dev.leadline.enrichment.domain.crm.FindNewest;
import dev.leadline.enrichment.domain.crm.FindPlans;
import dev.leadline.enrichment.domain.crm.FindRecord;
import dev.leadline.enrichment.domain.crm.FindWaiting;
import dev.leadline.enrichment.domain.crm.LetWait;
import dev.leadline.enrichment.domain.crm.PullRecords;
import dev.leadline.enrichment.domain.crm.ReachPosition;
import dev.leadline.enrichment.domain.crm.RecallLeads;
import dev.leadline.enrichment.domain.crm.RecallRecords;
import dev.leadline.enrichment.domain.crm.RememberLeads;
import dev.leadline.enrichment.domain.crm.RememberRecord;
import dev.leadline.enrichment.domain.crm.TellPulled;
import dev.leadline.enrichment.domain.crm.UnlinkRecords;
import dev.leadline.enrichment.domain.crm.WriteToCrm;
import dev.leadline.enrichment.domain.summary.FindConversation;
import dev.leadline.enrichment.handling.AskAround.Asker;
import dev.leadline.enrichment.handling.FollowForCrm;
import dev.leadline.enrichment.handling.PullFromCrm;
import dev.leadline.enrichment.handling.PushToCrm;
import dev.leadline.enrichment.handling.WritesUnderWay;
import dev.leadline.enrichment.providers.CrmSettings;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Assembles what keeps leads and CRMs alike. */
@Configuration(proxyBeanMethods = false)
class CrmWiring {

  @Bean
  FollowForCrm followForCrm(
      FindPlans plans,
      RecallLeads recall,
      RememberLeads remember,
      FindWaiting waiting,
      LetWait letWait,
      FindNewest newest,
      UnlinkRecords unlink,
      WriteWishes wishes,
      Fingerprint fingerprint,
      Clock clock,
      CrmSettings settings) {
    return new FollowForCrm(
        plans,
        recall,
        remember,
        waiting,
        letWait,
        newest,
        unlink,
        wishes,
        fingerprint,
        clock,
        settings.settling(),
        !settings.history().isBlank());
  }

  @Bean
  WritesUnderWay writesUnderWay() {
    return new WritesUnderWay();
  }

  /** What all pushes share. */
  record Pushes(
      FindPlans plans,
      RecallLeads leads,
      FindRecord find,
      RememberRecord remember,
      FindConversation conversations,
      WriteToCrm write,
      WritesUnderWay writes,
      Fingerprint fingerprint,
      MeterRegistry meters) {

    Asker to(CrmSystem system) {
      return new Asker(
          FollowForCrm.purpose(system),
          new PushToCrm(
              system,
              plans,
              leads,
              find,
              remember,
              conversations,
              write,
              writes,
              fingerprint,
              meters));
    }
  }

  @Bean
  Pushes pushes(
      FindPlans plans,
      RecallLeads leads,
      FindRecord find,
      RememberRecord remember,
      FindConversation conversations,
      WriteToCrm write,
      WritesUnderWay writes,
      Fingerprint fingerprint,
      MeterRegistry meters) {
    return new Pushes(
        plans, leads, find, remember, conversations, write, writes, fingerprint, meters);
  }

  @Bean
  Asker pushToSalesforce(Pushes pushes) {
    return pushes.to(CrmSystem.SALESFORCE);
  }

  @Bean
  Asker pushToHubspot(Pushes pushes) {
    return pushes.to(CrmSystem.HUBSPOT);
  }

  @Bean
  Asker pushToMarketo(Pushes pushes) {
    return pushes.to(CrmSystem.MARKETO);
  }

  @Bean
  SmartLifecycle pulls(
      FindPlans plans,
      PullRecords pull,
      WritesUnderWay writes,
      ClaimPosition claim,
      ReachPosition reach,
      RecallRecords recall,
      RememberRecord remember,
      TellPulled tell,
      Fingerprint fingerprint,
      MeterRegistry meters,
      Clock clock,
      CrmSettings settings) {
    return new Rounds(
        plans.plans().stream()
            .map(
                plan ->
                    new PullFromCrm(
                        plan,
                        pull,
                        writes,
                        claim,
                        reach,
                        recall,
                        remember,
                        tell,
                        fingerprint,
                        meters,
                        clock))
            .toList(),
        settings.every());
  }

  /** Pulls again and again, each CRM by itself. */
  private static final class Rounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final List<PullFromCrm> pulls;
    private final Duration every;
    private @Nullable ExecutorService threads;

    Rounds(List<PullFromCrm> pulls, Duration every) {
      this.pulls = pulls;
      this.every = every;
    }

    @Override
    public synchronized void start() {
      var started = Executors.newVirtualThreadPerTaskExecutor();
      threads = started;
      for (PullFromCrm pull : pulls) started.execute(() -> work(pull));
    }

    private void work(PullFromCrm pull) {
      while (!Thread.currentThread().isInterrupted()) {
        Duration pause = every;
        try {
          Duration longer = pull.pull();
          if (longer.compareTo(pause) > 0) pause = longer;
        } catch (RuntimeException broken) {
          LOG.warn("A pull waits: {}", broken.getClass().getSimpleName());
        }
        try {
          TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException stopping) {
          return;
        }
      }
    }

    @Override
    public synchronized void stop() {
      ExecutorService started = threads;
      threads = null;
      if (started == null) return;
      started.shutdownNow();
      try {
        boolean ignored = started.awaitTermination(5, TimeUnit.SECONDS);
      } catch (InterruptedException impatient) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public synchronized boolean isRunning() {
      return threads != null;
    }
  }
}
