package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.crm.ClaimPosition;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmRecord;
import dev.leadline.enrichment.domain.crm.Position;
import dev.leadline.enrichment.domain.crm.PullRecords;
import dev.leadline.enrichment.domain.crm.Pulling;
import dev.leadline.enrichment.domain.crm.Pulling.Known;
import dev.leadline.enrichment.domain.crm.ReachPosition;
import dev.leadline.enrichment.domain.crm.RecallRecords;
import dev.leadline.enrichment.domain.crm.RememberRecord;
import dev.leadline.enrichment.domain.crm.TellPulled;
import dev.leadline.enrichment.domain.crm.TellPulled.News;
import dev.leadline.events.Value;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what was changed in a CRM, page by page. A page is told, then remembered, then the mark
 * moves on: whatever stops in between, the next round begins with that page, and the ids of its
 * events make a second telling a duplicate.
 */
public final class PullFromCrm {

  private static final Logger LOG = LoggerFactory.getLogger(PullFromCrm.class);

  private static final Duration CLAIM = Duration.ofMinutes(3);

  private final CrmPlan plan;
  private final PullRecords pull;
  private final WritesUnderWay writes;
  private final ClaimPosition claim;
  private final ReachPosition reach;
  private final RecallRecords recall;
  private final RememberRecord remember;
  private final TellPulled tell;
  private final Fingerprint fingerprint;
  private final MeterRegistry meters;
  private final Clock clock;

  /** For one CRM. */
  public PullFromCrm(
      CrmPlan plan,
      PullRecords pull,
      WritesUnderWay writes,
      ClaimPosition claim,
      ReachPosition reach,
      RecallRecords recall,
      RememberRecord remember,
      TellPulled tell,
      Fingerprint fingerprint,
      MeterRegistry meters,
      Clock clock) {
    this.plan = plan;
    this.pull = pull;
    this.writes = writes;
    this.claim = claim;
    this.reach = reach;
    this.recall = recall;
    this.remember = remember;
    this.tell = tell;
    this.fingerprint = fingerprint;
    this.meters = meters;
    this.clock = clock;
  }

  /** Reads until nothing is new; how long to leave the CRM alone, zero for as long as usual. */
  public Duration pull() {
    Duration lookBack = plan.lookBack();
    if (lookBack == null) return Duration.ZERO;
    Instant now = clock.instant();
    Position at =
        claim.claim(plan.system(), Position.from(now.minus(lookBack)), now, now.plus(CLAIM));
    if (at == null) return Duration.ZERO;
    try {
      boolean more = true;
      while (more && !Thread.currentThread().isInterrupted()) {
        switch (pull.pull(plan.system(), at)) {
          case PullRecords.Page(List<CrmRecord> page, Position next) -> {
            take(page);
            more = next.cursor() != null;
            at = next;
          }
          case PullRecords.StartAgain _ -> {
            LOG.warn("{} has forgotten where the pull was; it begins again", plan.system());
            at = at.again();
            more = false;
          }
          case PullRecords.NotNow(String reason, Duration pause) -> {
            LOG.warn("Pull from {} waits: {}", plan.system(), reason);
            count("failed", 1);
            return pause;
          }
        }
        reach.reached(plan.system(), at, clock.instant().plus(CLAIM));
      }
    } finally {
      reach.reached(plan.system(), at, null);
    }
    return Duration.ZERO;
  }

  private void take(List<CrmRecord> page) {
    writes.await(plan.system());
    Map<String, Known> known =
        recall.known(plan.system(), page.stream().map(CrmRecord::externalId).toList());
    var news = new ArrayList<News>();
    for (CrmRecord record : page) {
      Map<String, Value> told =
          Pulling.news(plan, record, known.get(record.externalId()), this::fingerprint);
      if (told == null) count("echo", 1);
      else news.add(new News(record, told));
    }
    if (!news.isEmpty()) tell.tell(plan, news);
    for (News each : news) {
      Map<String, String> fingerprints = new HashMap<>();
      each.record().values().forEach((field, value) -> fingerprints.put(field, fingerprint(value)));
      remember.remember(
          plan.system(),
          each.record().externalId(),
          null,
          fingerprints,
          each.record().modifiedAt());
    }
    count("pulled", news.size());
  }

  private String fingerprint(String value) {
    return fingerprint.of("crm", value);
  }

  private void count(String outcome, int number) {
    meters
        .counter(
            Meters.CRM.meter(),
            "system",
            plan.system().name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment(number);
  }
}
