package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.Wish;
import dev.leadline.enrichment.domain.WriteWishes;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.FindNewest;
import dev.leadline.enrichment.domain.crm.FindPlans;
import dev.leadline.enrichment.domain.crm.FindWaiting;
import dev.leadline.enrichment.domain.crm.LetWait;
import dev.leadline.enrichment.domain.crm.Pushing;
import dev.leadline.enrichment.domain.crm.RecallLeads;
import dev.leadline.enrichment.domain.crm.RecallLeads.Remembered;
import dev.leadline.enrichment.domain.crm.RememberLeads;
import dev.leadline.enrichment.domain.crm.UnlinkRecords;
import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows of each lead what its CRM may be told, and wants it written a little after something has
 * changed, so that a conversation is one write. What the CRM itself has told changes nothing there.
 *
 * <p>Leads that were there before their CRM are known from what they do from then on; or whole,
 * where their history is sent once more: then an event that comes before its turn waits for it,
 * whichever way those before it come, and nothing is wanted of a lead that is known as it was long
 * ago.
 */
public final class FollowForCrm {

  private static final Json NOTHING_MORE = new Json("{}");

  private final FindPlans plans;
  private final RecallLeads recall;
  private final RememberLeads remember;
  private final FindWaiting waiting;
  private final LetWait letWait;
  private final FindNewest newest;
  private final UnlinkRecords unlink;
  private final WriteWishes wishes;
  private final Fingerprint fingerprint;
  private final Clock clock;
  private final Duration settling;
  private final boolean wholly;

  /**
   * Follows leads for all CRMs that are set up.
   *
   * @param settling after the last change
   * @param wholly whether histories are sent once more, so that every lead is known from its first
   *     event
   */
  public FollowForCrm(
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
      Duration settling,
      boolean wholly) {
    this.plans = plans;
    this.recall = recall;
    this.remember = remember;
    this.waiting = waiting;
    this.letWait = letWait;
    this.newest = newest;
    this.unlink = unlink;
    this.wishes = wishes;
    this.fingerprint = fingerprint;
    this.clock = clock;
    this.settling = settling;
    this.wholly = wholly;
  }

  /**
   * Takes events in, in their order; to take them in again changes nothing.
   *
   * @return the queues into which something was written
   */
  public Set<Purpose> follow(List<LeadAnnouncement> events) {
    List<CrmPlan> all = plans.plans();
    Set<String> tenants = new HashSet<>(all.stream().map(CrmPlan::tenant).toList());
    Set<String> erased = FollowLeads.erasedIn(events);
    List<LeadAnnouncement> ours =
        events.stream()
            .filter(it -> tenants.contains(it.tenant()) && !erased.contains(it.leadId()))
            .toList();
    if (ours.isEmpty()) return Set.of();
    Set<String> leadIds = new HashSet<>(ours.stream().map(LeadAnnouncement::leadId).toList());
    if (wholly) ours = inTheirOrder(waiting.of(leadIds), ours);
    Map<String, Remembered> known = new HashMap<>(recall.recall(leadIds));
    if (wholly) known.values().removeIf(lead -> !lead.isWhole());
    Map<String, Long> places = wholly ? newest.of(leadIds) : Map.of();
    Map<String, LeadAnnouncement> reached = new HashMap<>();
    var early = new ArrayList<LeadAnnouncement>();
    for (LeadAnnouncement event : ours) {
      Remembered before = known.get(event.leadId());
      long next = before == null ? 0 : before.sequence() + 1;
      if (event.sequence() < next) continue;
      if (wholly && event.sequence() > next) {
        early.add(event);
        continue;
      }
      LeadState state = before == null ? LeadState.unknown(event.leadId()) : before.state();
      if (event.event() instanceof LeadEvent.LeadUnmerged parted) part(state, parted);
      known.put(
          event.leadId(),
          new Remembered(
              state.evolve(event.event()),
              event.sequence(),
              (before != null && before.untold()) || tells(event.event())));
      reached.put(event.leadId(), event);
    }
    var wanted = new ArrayList<Wish>();
    for (LeadAnnouncement event : reached.values()) {
      Remembered lead = Objects.requireNonNull(known.get(event.leadId()));
      if (!lead.untold() || lead.sequence() < places.getOrDefault(event.leadId(), 0L)) continue;
      known.put(event.leadId(), new Remembered(lead.state(), lead.sequence(), false));
      for (CrmPlan plan : all)
        if (plan.tenant().equals(event.tenant())
            && Pushing.candidate(plan, lead.state(), null, null) != null)
          wanted.add(wish(plan, event));
    }
    remember.remember(
        known.values().stream()
            .filter(lead -> reached.containsKey(lead.state().leadId()))
            .filter(lead -> lead.state().erasedAt() == null)
            .toList(),
        wholly);
    if (wholly) letWait.letWait(early, reached.values());
    wishes.write(wanted);
    return wanted.stream().map(Wish::purpose).collect(Collectors.toUnmodifiableSet());
  }

  /** What became its record while it was joined may be the other one's. */
  private void part(LeadState lead, LeadEvent.LeadUnmerged parted) {
    for (Absorbed part : lead.partsOf(parted.unmergedLeadId()))
      unlink.unlink(lead.leadId(), part.at());
  }

  private static List<LeadAnnouncement> inTheirOrder(
      List<LeadAnnouncement> waiting, List<LeadAnnouncement> events) {
    return Stream.concat(waiting.stream(), events.stream())
        .sorted(Comparator.comparingLong(LeadAnnouncement::sequence))
        .toList();
  }

  /** Counted from now: what happened long ago has as much time to be written as what is new. */
  private Wish wish(CrmPlan plan, LeadAnnouncement event) {
    Purpose purpose = purpose(plan.system());
    Instant now = clock.instant();
    return new Wish(
        fingerprint.of(purpose.wireName(), event.tenant(), event.leadId()),
        event.tenant(),
        event.leadId(),
        purpose,
        now,
        now.plus(settling),
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
