package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.Wish;
import dev.leadline.enrichment.domain.WriteWishes;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.FindPlans;
import dev.leadline.enrichment.domain.crm.Pushing;
import dev.leadline.enrichment.domain.crm.RecallLeads;
import dev.leadline.enrichment.domain.crm.RecallLeads.Remembered;
import dev.leadline.enrichment.domain.crm.RememberLeads;
import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows of each lead what its CRM may be told, and wants it written a little after something has
 * changed, so that a conversation is one write. What the CRM itself has told changes nothing there.
 */
public final class FollowForCrm {

  private static final Json NOTHING_MORE = new Json("{}");

  private final FindPlans plans;
  private final RecallLeads recall;
  private final RememberLeads remember;
  private final WriteWishes wishes;
  private final Fingerprint fingerprint;
  private final Duration settling;

  /**
   * Follows leads for all CRMs that are set up.
   *
   * @param settling after the last change
   */
  public FollowForCrm(
      FindPlans plans,
      RecallLeads recall,
      RememberLeads remember,
      WriteWishes wishes,
      Fingerprint fingerprint,
      Duration settling) {
    this.plans = plans;
    this.recall = recall;
    this.remember = remember;
    this.wishes = wishes;
    this.fingerprint = fingerprint;
    this.settling = settling;
  }

  /**
   * Takes events in, in their order; to take them in again changes nothing.
   *
   * @return the queues into which something was written
   */
  public Set<Purpose> follow(List<LeadAnnouncement> events) {
    List<CrmPlan> all = plans.plans();
    Set<String> tenants = new HashSet<>(all.stream().map(CrmPlan::tenant).toList());
    List<LeadAnnouncement> ours =
        events.stream().filter(event -> tenants.contains(event.tenant())).toList();
    if (ours.isEmpty()) return Set.of();
    Set<String> leadIds = new HashSet<>(ours.stream().map(LeadAnnouncement::leadId).toList());
    leadIds.removeAll(FollowLeads.erasedIn(ours));
    Map<String, Remembered> known = new HashMap<>(recall.recall(leadIds));
    Map<String, LeadAnnouncement> changed = new HashMap<>();
    for (LeadAnnouncement event : ours) {
      Remembered before = known.get(event.leadId());
      if (before != null && before.sequence() >= event.sequence()) continue;
      LeadState state = before == null ? LeadState.unknown(event.leadId()) : before.state();
      known.put(event.leadId(), new Remembered(state.evolve(event.event()), event.sequence()));
      if (tells(event.event())) changed.put(event.leadId(), event);
    }
    remember.remember(
        known.values().stream().filter(lead -> lead.state().erasedAt() == null).toList());
    var wanted = new ArrayList<Wish>();
    for (CrmPlan plan : all)
      for (LeadAnnouncement event : changed.values()) {
        Remembered lead = known.get(event.leadId());
        if (lead != null
            && plan.tenant().equals(event.tenant())
            && Pushing.candidate(plan, lead.state(), null, null) != null)
          wanted.add(wish(plan, event));
      }
    wishes.write(wanted);
    return wanted.stream().map(Wish::purpose).collect(Collectors.toUnmodifiableSet());
  }

  private Wish wish(CrmPlan plan, LeadAnnouncement event) {
    Purpose purpose = purpose(plan.system());
    return new Wish(
        fingerprint.of(purpose.wireName(), event.tenant(), event.leadId()),
        event.tenant(),
        event.leadId(),
        purpose,
        event.recordedAt(),
        event.recordedAt().plus(settling),
        NOTHING_MORE,
        event.traceParent());
  }

  /** The queue of a CRM. */
  public static Purpose purpose(CrmSystem system) {
    return switch (system) {
      case SALESFORCE -> Purpose.CRM_SALESFORCE;
      case HUBSPOT -> Purpose.CRM_HUBSPOT;
      case MARKETO -> Purpose.CRM_MARKETO;
    };
  }

  private static boolean tells(LeadEvent event) {
    return !(event instanceof InteractionRecorded interaction)
        || (interaction.origin().channel() != Channel.CRM && !interaction.decision().hidden());
  }
}
