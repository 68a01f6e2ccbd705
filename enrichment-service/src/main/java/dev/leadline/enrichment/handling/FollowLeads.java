package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.FindTenancy;
import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.ForgetLeads;
import dev.leadline.enrichment.domain.ForgottenLeads;
import dev.leadline.enrichment.domain.KnownLead;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.RecallLeads;
import dev.leadline.enrichment.domain.RememberLeads;
import dev.leadline.enrichment.domain.Remembering;
import dev.leadline.enrichment.domain.Wish;
import dev.leadline.enrichment.domain.Wishes;
import dev.leadline.enrichment.domain.Wishes.Wanted;
import dev.leadline.enrichment.domain.WriteWishes;
import dev.leadline.events.Json;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Remembers what happens with leads and writes down what to ask about them, in one transaction: a
 * batch that is delivered again finds itself remembered and asks nothing.
 */
public final class FollowLeads {

  private final TransactionTemplate transaction;
  private final RecallLeads recall;
  private final RememberLeads remember;
  private final Collection<ForgetLeads> forget;
  private final ForgottenLeads forgotten;
  private final FindTenancy tenancy;
  private final WriteWishes write;
  private final Fingerprint fingerprint;
  private final Predicate<Wanted> isWorthAsking;
  private final String consentKey;
  private final AskAround askAround;
  private final MeterRegistry meters;
  private final Clock clock;

  /**
   * The use case.
   *
   * @param forget all who keep something of leads
   * @param isWorthAsking whether anybody could tell
   * @param consentKey of a form, by which a visitor allows being recognised
   */
  public FollowLeads(
      TransactionTemplate transaction,
      RecallLeads recall,
      RememberLeads remember,
      Collection<ForgetLeads> forget,
      ForgottenLeads forgotten,
      FindTenancy tenancy,
      WriteWishes write,
      Fingerprint fingerprint,
      Predicate<Wanted> isWorthAsking,
      String consentKey,
      AskAround askAround,
      MeterRegistry meters,
      Clock clock) {
    this.transaction = transaction;
    this.recall = recall;
    this.remember = remember;
    this.forget = List.copyOf(forget);
    this.forgotten = forgotten;
    this.tenancy = tenancy;
    this.write = write;
    this.fingerprint = fingerprint;
    this.isWorthAsking = isWorthAsking;
    this.consentKey = consentKey;
    this.askAround = askAround;
    this.meters = meters;
    this.clock = clock;
  }

  /** What is asked of an address. */
  public record AboutEmail(String email, boolean bounced) {}

  /**
   * What is asked of a phone number.
   *
   * @param country in whose national format it may be; null if nobody knows
   */
  public record AboutPhone(String phone, @Nullable String country) {}

  /** Takes a batch in. */
  public void follow(List<LeadAnnouncement> batch) {
    if (batch.isEmpty()) return;
    Set<Purpose> wished = transaction.execute(_ -> inTransaction(forgotten.without(batch)));
    if (wished != null && !wished.isEmpty()) askAround.wake(wished);
  }

  private Set<Purpose> inTransaction(List<LeadAnnouncement> batch) {
    Set<String> leadIds = new LinkedHashSet<>();
    for (LeadAnnouncement announced : batch) leadIds.add(announced.leadId());
    Set<String> erased = erasedIn(batch);
    // What cannot be read of somebody must not keep it from being erased.
    leadIds.removeAll(erased);
    Map<String, KnownLead> leads = new HashMap<>(recall.recall(leadIds));
    Map<String, KnownLead> changed = new LinkedHashMap<>();
    List<Wish> wishes = new ArrayList<>();
    for (LeadAnnouncement announced : batch) {
      String leadId = announced.leadId();
      KnownLead before = leads.getOrDefault(leadId, KnownLead.unknown(announced.tenant(), leadId));
      KnownLead after = Remembering.after(before, announced, consentKey);
      if (after.sequence() > before.sequence()) changed.put(leadId, after);
      leads.put(leadId, after);
      for (Wanted wanted : Wishes.of(announced, before, after, tenancy.find(announced.tenant())))
        if (isWorthAsking.test(wanted)) wishes.add(wish(announced, wanted));
    }
    changed.keySet().removeAll(erased);
    wishes.removeIf(wish -> erased.contains(wish.leadId()));
    remember.remember(changed.values());
    if (!erased.isEmpty()) for (ForgetLeads each : forget) each.forget(erased);
    write.write(wishes);
    Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
    for (Wish wish : wishes) {
      purposes.add(wish.purpose());
      meters.counter(Meters.WISHES.meter(), "purpose", wish.purpose().wireName()).increment();
    }
    return purposes;
  }

  /** The leads of which these events say that the person was erased, with all parts of each. */
  static Set<String> erasedIn(List<LeadAnnouncement> events) {
    Set<String> erased = new LinkedHashSet<>();
    for (LeadAnnouncement announced : events)
      if (announced.event() instanceof LeadEvent.LeadErased gone)
        erased.addAll(gone.leadIds(announced.leadId()));
    return erased;
  }

  private Wish wish(LeadAnnouncement announced, Wanted wanted) {
    KnownLead lead = wanted.lead();
    Purpose purpose = wanted.purpose();
    // One visitor may be several leads in a day; one address is asked for each lead that has it.
    String id =
        purpose == Purpose.DEANONYMIZATION
            ? fingerprint.of(purpose.wireName(), lead.tenant(), wanted.subject())
            : fingerprint.of(
                purpose.wireName(),
                lead.tenant(),
                lead.leadId(),
                wanted.subject(),
                wanted.bounced() ? "bounced" : "");
    Instant wantedAt = ((InteractionRecorded) announced.event()).origin().receivedAt();
    Object about =
        purpose == Purpose.PHONE_VALIDATION
            ? new AboutPhone(wanted.subject(), lead.country())
            : new AboutEmail(wanted.subject(), wanted.bounced());
    Json request = new Json(Json.MAPPER.writeValueAsString(about));
    return new Wish(
        id,
        lead.tenant(),
        lead.leadId(),
        purpose,
        wantedAt,
        clock.instant(),
        request,
        announced.traceParent());
  }
}
