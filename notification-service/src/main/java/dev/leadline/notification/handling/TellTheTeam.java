package dev.leadline.notification.handling;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.notification.domain.Announced;
import dev.leadline.notification.domain.BeginTenant;
import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.FindRules;
import dev.leadline.notification.domain.KnownLead;
import dev.leadline.notification.domain.NotificationMeters;
import dev.leadline.notification.domain.Occurrence;
import dev.leadline.notification.domain.OpsAnnounced;
import dev.leadline.notification.domain.Planned;
import dev.leadline.notification.domain.Planning;
import dev.leadline.notification.domain.RecallLeads;
import dev.leadline.notification.domain.RecallTold;
import dev.leadline.notification.domain.RememberReactions;
import dev.leadline.notification.domain.RememberReactions.Reactions;
import dev.leadline.notification.domain.Rule;
import dev.leadline.notification.domain.Triggers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes lead events in, a batch in one transaction: what is known of the leads afterwards, and the
 * lines of the ledger that the events led to. Delivered again, a batch changes nothing.
 *
 * <p>That holds however late it comes. An event of a lead is known again by its sequence, for as
 * long as the lead is remembered; one of operators by its lines in the ledger alone, which are
 * deleted some time after their end. No line ends before its event was stored, so what was stored
 * longer ago than lines are kept leads to none: {@code docs/adr/0014} says where it could come
 * from.
 */
public final class TellTheTeam {

  /** A tenant that is new here is not told of all that its topic still holds. */
  private static final Duration OLD_NEWS = Duration.ofHours(1);

  private static final Duration LONGEST_COOLDOWN = Duration.ofDays(7);

  private final TransactionTemplate transaction;
  private final BeginTenant begin;
  private final FindRules findRules;
  private final RecallLeads recallLeads;
  private final RecallTold recallTold;
  private final RememberReactions remember;
  private final Couriers couriers;
  private final MeterRegistry meters;
  private final Clock clock;
  private final String dashboard;
  private final Duration kept;

  /**
   * The use case.
   *
   * @param dashboard address under which people reach the dashboard
   * @param kept how long after their end lines stay in the ledger
   */
  public TellTheTeam(
      TransactionTemplate transaction,
      BeginTenant begin,
      FindRules findRules,
      RecallLeads recallLeads,
      RecallTold recallTold,
      RememberReactions remember,
      Couriers couriers,
      MeterRegistry meters,
      Clock clock,
      String dashboard,
      Duration kept) {
    this.transaction = transaction;
    this.begin = begin;
    this.findRules = findRules;
    this.recallLeads = recallLeads;
    this.recallTold = recallTold;
    this.remember = remember;
    this.couriers = couriers;
    this.meters = meters;
    this.clock = clock;
    this.dashboard = dashboard;
    this.kept = kept;
  }

  /** Takes a batch in; how many of its events had been taken in before. */
  public int tell(List<Announced> batch) {
    if (batch.isEmpty()) return 0;
    Instant now = clock.instant();
    Set<String> tenants = new TreeSet<>();
    for (Announced announced : batch) tenants.add(announced.tenant());
    for (String tenant : tenants) begin.begin(tenant, now.minus(OLD_NEWS));
    Told told = transaction.execute(status -> inTransaction(batch, tenants, now));
    if (told == null) throw new IllegalStateException("A transaction gave no result");
    count(told.planned());
    couriers.wake(destinations(told.planned()));
    return told.repeated();
  }

  /**
   * Takes operators' events in; how many had been taken in before. That is not known of one that no
   * rule is about, which then counts as new.
   */
  public int tellOfOperations(List<OpsAnnounced> batch) {
    if (batch.isEmpty()) return 0;
    Instant now = clock.instant();
    Set<String> tenants = new TreeSet<>();
    for (OpsAnnounced announced : batch) tenants.add(announced.tenant());
    for (String tenant : tenants) begin.begin(tenant, now.minus(OLD_NEWS));
    List<Planned> planned =
        transaction.execute(
            status -> {
              List<Rule> rules = findRules.find(tenants);
              List<Planned> lines =
                  batch.stream()
                      .filter(one -> isRemembered(one.at(), now))
                      .flatMap(one -> Planning.plan(rules, one, now, dashboard).stream())
                      .toList();
              remember.remember(new Reactions(List.of(), lines, List.of()));
              return lines;
            });
    count(planned);
    couriers.wake(destinations(planned));
    return 0;
  }

  private record Told(List<Planned> planned, int repeated) {}

  private Told inTransaction(List<Announced> batch, Set<String> tenants, Instant now) {
    Set<String> leadIds = new LinkedHashSet<>();
    List<String> erased = new ArrayList<>();
    for (Announced announced : batch) {
      leadIds.add(announced.leadId());
      if (announced.event() instanceof LeadEvent.LeadErased gone)
        erased.addAll(gone.leadIds(announced.leadId()));
    }
    // What cannot be read of somebody must not keep it from being erased.
    leadIds.removeAll(erased);
    List<Rule> rules = findRules.find(tenants);
    Map<String, KnownLead> leads = new HashMap<>(recallLeads.recall(leadIds));
    List<Occurrence> occurrences = new ArrayList<>();
    int repeated = 0;
    for (Announced announced : batch) {
      String leadId = announced.leadId();
      KnownLead before = leads.getOrDefault(leadId, KnownLead.unknown(leadId));
      KnownLead after =
          before.after(announced.event(), announced.sequence(), announced.said().text());
      if (after.equals(before)) repeated++;
      leads.put(leadId, after);
      Occurrence occurrence = Triggers.react(announced, before, after);
      if (occurrence != null && isRemembered(announced.at(), now)) occurrences.add(occurrence);
    }
    List<Planned> planned = new ArrayList<>(planned(occurrences, rules, now));
    planned.removeIf(line -> erased.contains(line.leadId()));
    remember.remember(new Reactions(leads.values(), planned, erased));
    return new Told(planned, repeated);
  }

  /** Whether the ledger would still know that it was told. */
  private boolean isRemembered(Instant at, Instant now) {
    return at.isAfter(now.minus(kept));
  }

  private List<Planned> planned(List<Occurrence> occurrences, List<Rule> rules, Instant now) {
    if (occurrences.isEmpty() || rules.isEmpty()) return List.of();
    Set<String> leadIds = new LinkedHashSet<>();
    Instant first = Instant.MAX;
    for (Occurrence occurrence : occurrences) {
      leadIds.add(occurrence.announced().leadId());
      if (occurrence.announced().at().isBefore(first)) first = occurrence.announced().at();
    }
    Map<Planning.Told, Instant> last =
        new HashMap<>(recallTold.recall(leadIds, first.minus(LONGEST_COOLDOWN)));
    return occurrences.stream()
        .flatMap(occurrence -> Planning.plan(rules, occurrence, last, now, dashboard).stream())
        .toList();
  }

  private static Set<String> destinations(List<Planned> planned) {
    Set<String> destinations = new TreeSet<>();
    for (Planned line : planned)
      if (line.state() == Delivery.State.PENDING) destinations.add(line.destinationId());
    return destinations;
  }

  private void count(List<Planned> planned) {
    for (Planned line : planned)
      meters
          .counter(
              NotificationMeters.PLANNED.meter(),
              "outcome",
              line.state() == Delivery.State.PENDING ? "planned" : "skipped")
          .increment();
  }
}
