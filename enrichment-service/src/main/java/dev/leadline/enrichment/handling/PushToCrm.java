package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.AskOutside;
import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.crm.Candidate;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.FindPlans;
import dev.leadline.enrichment.domain.crm.FindRecord;
import dev.leadline.enrichment.domain.crm.Pushing;
import dev.leadline.enrichment.domain.crm.RecallLeads;
import dev.leadline.enrichment.domain.crm.RecallLeads.Remembered;
import dev.leadline.enrichment.domain.crm.RememberRecord;
import dev.leadline.enrichment.domain.crm.WriteToCrm;
import dev.leadline.enrichment.domain.summary.FindConversation;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.CrmFields;
import dev.leadline.events.view.LeadDetail.CrmSync.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one lead to one CRM, as it is when its turn comes. What was written is remembered before
 * the platform is told, so that it is known again when the next pull brings it back.
 */
public final class PushToCrm implements AskOutside {

  private static final String CHANGED_THERE =
      "The record was changed in the CRM, which was not read yet.";
  private static final String EXISTS = "The record is in the CRM under another address.";
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Duration UNTIL_A_PULL = Duration.ofMinutes(1);

  private final CrmSystem system;
  private final FindPlans plans;
  private final RecallLeads leads;
  private final FindRecord find;
  private final RememberRecord remember;
  private final FindConversation conversations;
  private final WriteToCrm write;
  private final WritesUnderWay writes;
  private final Fingerprint fingerprint;
  private final MeterRegistry meters;

  /** For one CRM. */
  public PushToCrm(
      CrmSystem system,
      FindPlans plans,
      RecallLeads leads,
      FindRecord find,
      RememberRecord remember,
      FindConversation conversations,
      WriteToCrm write,
      WritesUnderWay writes,
      Fingerprint fingerprint,
      MeterRegistry meters) {
    this.system = system;
    this.plans = plans;
    this.leads = leads;
    this.find = find;
    this.remember = remember;
    this.conversations = conversations;
    this.write = write;
    this.writes = writes;
    this.fingerprint = fingerprint;
    this.meters = meters;
  }

  @Override
  public Answer ask(Inquiry inquiry) {
    Remembered lead = leads.recall(List.of(inquiry.leadId())).get(inquiry.leadId());
    Candidate candidate = lead == null ? null : candidate(inquiry, lead.state());
    if (lead == null || candidate == null)
      return new Answer.Dropped("Nothing may be written of this lead.");
    return writes.during(system, () -> written(lead, candidate));
  }

  private Answer written(Remembered lead, Candidate candidate) {
    String leadId = candidate.leadId();
    return switch (write.write(system, candidate)) {
      case WriteToCrm.Wrote wrote -> {
        remember(leadId, wrote);
        count("pushed");
        yield new Answer.Found(
            List.of(
                new RecordsFact.Pushed(
                    system,
                    wrote.externalId(),
                    wrote.values().keySet().stream().sorted().toList())));
      }
      case WriteToCrm.Unchanged(String externalId) -> {
        if (externalId != null) remember.remember(system, externalId, leadId, Map.of(), null);
        count("unchanged");
        yield new Answer.Found(
            externalId != null && failedBefore(lead.state())
                ? List.of(new RecordsFact.Pushed(system, externalId, List.of()))
                : List.of());
      }
      case WriteToCrm.Exists(String externalId) -> {
        remember.remember(system, externalId, leadId, Map.of(), null);
        yield new Answer.Later(EXISTS, A_MOMENT, false, failed(externalId, EXISTS));
      }
      case WriteToCrm.Refused(String externalId, String reason) -> {
        count("refused");
        yield new Answer.Refused(reason, failed(externalId, reason));
      }
      case WriteToCrm.ReadFirst _ ->
          new Answer.Later(CHANGED_THERE, UNTIL_A_PULL, false, failed(null, CHANGED_THERE));
      case WriteToCrm.NotNow(String reason, Duration pause) ->
          new Answer.Later(reason, pause, true, failed(null, reason));
    };
  }

  /** Then it has to be told that there is nothing left to write. */
  private boolean failedBefore(LeadState lead) {
    return CrmFields.syncs(lead.picture().known().fields()).stream()
        .anyMatch(sync -> sync.system() == system && sync.state() == State.FAILED);
  }

  private @Nullable Candidate candidate(Inquiry inquiry, LeadState lead) {
    CrmPlan plan =
        plans.plans().stream()
            .filter(it -> it.system() == system && it.tenant().equals(inquiry.tenant()))
            .findFirst()
            .orElse(null);
    if (plan == null) return null;
    String field = plan.conversationField();
    return Pushing.candidate(
        plan,
        lead,
        find.of(system, inquiry.leadId()),
        field == null ? null : conversations.of(inquiry.leadId()));
  }

  private void remember(String leadId, WriteToCrm.Wrote wrote) {
    Map<String, String> fingerprints = new HashMap<>();
    wrote.values().forEach((field, value) -> fingerprints.put(field, fingerprint.of("crm", value)));
    remember.remember(system, wrote.externalId(), leadId, fingerprints, wrote.modifiedAt());
  }

  private List<ChannelFact> failed(@Nullable String externalId, String reason) {
    return List.of(new RecordsFact.SyncFailed(system, externalId, reason));
  }

  private void count(String outcome) {
    meters
        .counter(
            Meters.CRM.meter(),
            "system",
            system.name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment();
  }
}
