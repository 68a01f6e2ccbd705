package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.crm.Candidate;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmRecord;
import dev.leadline.enrichment.domain.crm.Pulling.Known;
import dev.leadline.enrichment.domain.crm.Pushing;
import dev.leadline.enrichment.domain.crm.Pushing.Create;
import dev.leadline.enrichment.domain.crm.Pushing.Leave;
import dev.leadline.enrichment.domain.crm.Pushing.ReadFirst;
import dev.leadline.enrichment.domain.crm.Pushing.Update;
import dev.leadline.enrichment.domain.crm.RecallRecords;
import dev.leadline.enrichment.domain.crm.WriteToCrm;
import dev.leadline.enrichment.domain.crm.WriteToCrm.NotNow;
import dev.leadline.enrichment.domain.crm.WriteToCrm.Outcome;
import dev.leadline.enrichment.domain.crm.WriteToCrm.Refused;
import dev.leadline.enrichment.domain.crm.WriteToCrm.Unchanged;
import dev.leadline.enrichment.domain.crm.WriteToCrm.Wrote;
import dev.leadline.enrichment.providers.CrmApi.Draft;
import dev.leadline.enrichment.providers.CrmApi.Written;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes to one CRM, many leads with one call: whoever comes within a moment goes along. Two leads
 * with the same record do not: the second waits for the next call, and finds what the first wrote.
 */
final class CrmBatches {

  private static final int AT_ONCE = 100;
  private static final String NOT_PROVIDED = "[not provided]";
  private static final Duration A_LITTLE = Duration.ofMinutes(1);
  private static final Duration UNTIL_SOMEBODY_LOOKS = Duration.ofMinutes(15);

  private final CrmPlan plan;
  private final CrmApi api;
  private final RecallRecords recall;
  private final Duration gather;
  private final UnaryOperator<String> fingerprint;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();

  private record Waiting(Candidate candidate, CompletableFuture<Outcome> outcome) {}

  CrmBatches(
      CrmPlan plan, CrmApi api, RecallRecords recall, Duration gather, Fingerprint fingerprint) {
    this.plan = plan;
    this.recall = recall;
    this.fingerprint = value -> fingerprint.of("crm", value);
    this.api = api;
    this.gather = gather;
    Thread.ofVirtual().name("crm-" + plan.system()).start(this::work);
  }

  /** Waits until it is written. */
  Outcome write(Candidate candidate) {
    var mine = new Waiting(candidate, new CompletableFuture<>());
    waiting.add(mine);
    try {
      return mine.outcome().get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new NotNow("The service stops.", A_LITTLE);
    } catch (ExecutionException mistake) {
      throw new IllegalStateException("Writing to the CRM failed", mistake.getCause());
    }
  }

  private void work() {
    while (true)
      try {
        List<Waiting> batch = batch();
        Map<Waiting, Outcome> outcomes = written(alone(batch));
        outcomes.forEach((one, outcome) -> one.outcome().complete(outcome));
        batch.stream().filter(one -> !outcomes.containsKey(one)).forEach(waiting::add);
      } catch (InterruptedException stopping) {
        return;
      }
  }

  private List<Waiting> batch() throws InterruptedException {
    var batch = new ArrayList<Waiting>();
    batch.add(waiting.take());
    long until = System.nanoTime() + gather.toNanos();
    while (batch.size() < AT_ONCE) {
      Waiting next = waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) break;
      batch.add(next);
    }
    return batch;
  }

  /** Those of a batch of whom no other is found by the same key. */
  private static List<Waiting> alone(List<Waiting> batch) {
    Set<String> keys = new HashSet<>();
    return batch.stream()
        .filter(
            one -> {
              Candidate it = one.candidate();
              boolean fresh = it.externalId() == null || keys.add("id " + it.externalId());
              return fresh && (it.email() == null || keys.add("email " + it.email()));
            })
        .toList();
  }

  private Map<Waiting, Outcome> written(List<Waiting> batch) {
    Map<Waiting, Outcome> outcomes = new HashMap<>();
    try {
      var drafts = new HashMap<Waiting, Draft>();
      List<CrmRecord> found =
          api.find(
              batch.stream()
                  .map(one -> one.candidate().externalId())
                  .filter(Objects::nonNull)
                  .toList(),
              batch.stream().map(one -> one.candidate().email()).filter(Objects::nonNull).toList());
      Map<String, Known> known =
          recall.known(plan.system(), found.stream().map(CrmRecord::externalId).toList());
      var unread = new HashSet<Waiting>();
      for (Waiting one : batch) {
        CrmRecord record = recordOf(one.candidate(), found);
        // What is known of this very record: the lead's own may have been merged into it there.
        Known met = record == null ? null : known.get(record.externalId());
        Map<String, String> seen = met == null ? null : met.fingerprints();
        if (record != null && !Pushing.unread(plan, record, seen, fingerprint).isEmpty())
          unread.add(one);
        switch (Pushing.decide(plan, one.candidate(), record, seen, fingerprint)) {
          case Create(Map<String, String> values) -> drafts.put(one, draft(one, values));
          case Update(String externalId, Map<String, String> values) ->
              drafts.put(one, new Draft(externalId, values));
          case ReadFirst _ -> outcomes.put(one, new WriteToCrm.ReadFirst());
          case Leave(String externalId) -> outcomes.put(one, new Unchanged(externalId));
        }
      }
      for (boolean fresh : new boolean[] {false, true}) {
        List<Waiting> some =
            batch.stream()
                .filter(drafts::containsKey)
                .filter(one -> (draftOf(drafts, one).externalId() == null) == fresh)
                .toList();
        if (some.isEmpty()) continue;
        List<Written> answers = api.write(some.stream().map(one -> draftOf(drafts, one)).toList());
        for (int i = 0; i < some.size(); i++)
          outcomes.put(
              some.get(i),
              outcome(draftOf(drafts, some.get(i)), answers.get(i), unread.contains(some.get(i))));
      }
    } catch (CallFailed failed) {
      Outcome outcome = outcome(failed);
      for (Waiting one : batch) outcomes.putIfAbsent(one, outcome);
    } catch (RuntimeException mistake) {
      for (Waiting one : batch)
        if (!outcomes.containsKey(one)) one.outcome().completeExceptionally(mistake);
      for (Waiting one : batch) outcomes.putIfAbsent(one, new Unchanged(null));
    }
    return outcomes;
  }

  private static Draft draftOf(Map<Waiting, Draft> drafts, Waiting one) {
    return Objects.requireNonNull(drafts.get(one));
  }

  /** A new record has an address, whether or not that is mapped. */
  private Draft draft(Waiting one, Map<String, String> values) {
    var all = new HashMap<>(values);
    String email = one.candidate().email();
    if (email != null)
      all.put(
          switch (plan.system()) {
            case SALESFORCE -> "Email";
            case HUBSPOT, MARKETO -> "email";
          },
          email);
    if (plan.system() == CrmSystem.SALESFORCE) {
      // A record is not taken without them; this is what people there are used to.
      all.putIfAbsent("LastName", NOT_PROVIDED);
      if (plan.objectType().equals("Lead")) all.putIfAbsent("Company", NOT_PROVIDED);
    }
    return new Draft(null, all);
  }

  private static @Nullable CrmRecord recordOf(Candidate candidate, List<CrmRecord> found) {
    for (CrmRecord record : found)
      if (record.externalId().equals(candidate.externalId())) return record;
    String email = candidate.email();
    if (email == null) return null;
    for (CrmRecord record : found)
      if (email.equals(record.email() == null ? null : record.email().toLowerCase(Locale.ROOT)))
        return record;
    return null;
  }

  /** With something unread in it the record is not as known as its new date says. */
  private static Outcome outcome(Draft draft, Written written, boolean unread) {
    String id = written.externalId();
    if (written.error() == null && id != null)
      return new Wrote(id, draft.values(), unread ? null : written.modifiedAt());
    if (Salesforce.CONVERTED.equals(written.error())) return new Unchanged(id);
    return draft.externalId() == null && id != null
        ? new WriteToCrm.Exists(id)
        : new Refused(id, "The CRM does not take the record: " + written.error());
  }

  private static Outcome outcome(CallFailed failed) {
    Duration asked = failed.retryAfter();
    String reason = "The CRM " + failed.getMessage();
    return switch (failed.kind()) {
      case NOT_TAKEN -> new Refused(null, reason);
      case PASSING, KEPT_BACK -> new NotNow(reason, asked == null ? A_LITTLE : asked);
      case REFUSED -> new NotNow(reason, UNTIL_SOMEBODY_LOOKS);
    };
  }
}
