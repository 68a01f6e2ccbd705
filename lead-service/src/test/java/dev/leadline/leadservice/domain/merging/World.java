package dev.leadline.leadservice.domain.merging;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.leadservice.domain.Identities;
import dev.leadline.leadservice.domain.Lead;
import dev.leadline.leadservice.domain.LeadCommand;
import dev.leadline.leadservice.domain.LeadCommand.RecordInteraction;
import dev.leadline.leadservice.domain.Phones;
import dev.leadline.leadservice.domain.Policy;
import dev.leadline.leadservice.domain.Proofs;
import dev.leadline.leadservice.domain.Ruling;
import dev.leadline.leadservice.domain.merging.Claim.Owner;
import dev.leadline.leadservice.domain.merging.Claim.Tie;
import dev.leadline.leadservice.domain.merging.Merging.Decided;
import dev.leadline.leadservice.domain.merging.Merging.PairRuling;
import dev.leadline.leadservice.domain.merging.PairAction.DismissMerge;
import dev.leadline.leadservice.domain.merging.PairAction.MergeLeads;
import dev.leadline.leadservice.domain.merging.PairAction.UnmergeLeads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All leads of a tenant, in memory: what handling does with a store, done with the rules alone. */
public final class World {

  static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
  static final Member SAM = new Member("sam", "Sam Reed");

  private final Map<String, List<LeadEvent>> events = new TreeMap<>();
  private final Map<String, LeadState> leads = new TreeMap<>();
  private final Map<IdentityKey, String> owners = new TreeMap<>();
  private @Nullable Resolution last;
  private Instant now = NINE;
  private int ids;

  World() {}

  /** Lets time pass. */
  World after(Duration time) {
    now = now.plus(time);
    return this;
  }

  Instant now() {
    return now;
  }

  /** Records the fact; the id of the lead that has it now. */
  String tells(Identity who, ChannelFact fact) {
    now = now.plusSeconds(1);
    var event =
        new ChannelEvent(
            "default",
            "/test",
            "e-" + ids++,
            WireName.of(fact.getClass()).cloudEventType(),
            now,
            null,
            now.plusMillis(20),
            who,
            null,
            null,
            null,
            null,
            fact,
            Json.of(Json.MAPPER.valueToTree(fact)));
    return arrives(event, null);
  }

  /**
   * Records an event that happened and was received when it says so, whatever the time is here.
   *
   * @param country that its address is in; null if nobody knows
   */
  String arrives(ChannelEvent event, @Nullable String country) {
    Instant at = event.receivedAt();
    List<IdentityKey> keys = Identities.keys(event, Phones.PLAIN, null);
    Resolution resolution = Resolving.resolve(claim(event, keys));
    last = resolution;
    String home = resolution.home() == null ? newLead() : resolution.home();
    Resolution whose = resolution.strange() ? resolution.at(newLead()) : resolution;
    if (resolution.strange())
      take(Objects.requireNonNull(whose.part()), List.of(Lead.met(event, Policy.DEFAULT)));
    String part = Objects.requireNonNullElse(whose.part(), home);
    for (Resolution.Join join : whose.joins())
      take(
          home,
          join.absorbed(),
          Merging.join(
              lead(home), lead(join.absorbed()), null, join.unconfirmed(), Policy.DEFAULT, at));
    for (IdentityKey key : keys)
      if (key.equals(whose.moved())) owners.put(key, part);
      else if (whose.claimed().contains(key)) owners.putIfAbsent(key, part);
    Ruling ruling =
        Lead.decide(
            lead(home),
            new RecordInteraction(
                event,
                keys.stream().filter(key -> part.equals(owners.get(key))).toList(),
                part.equals(home) ? null : part,
                country,
                Policy.DEFAULT));
    if (ruling instanceof Ruling.Accepted(List<LeadEvent> decided)) take(home, decided);
    for (Resolution.Doubt doubt : whose.doubts())
      take(home, doubt.leadId(), Merging.suggest(lead(home), lead(doubt.leadId()), doubt, at));
    return home;
  }

  private String newLead() {
    return "lead-%02d".formatted(leads.size() + 1);
  }

  private Claim claim(ChannelEvent event, List<IdentityKey> keys) {
    Map<IdentityKey, Provenance> words = Identities.words(event, keys);
    var ties = new ArrayList<Tie>();
    for (IdentityKey key : keys)
      ties.add(
          new Tie(
              key,
              words.getOrDefault(key, Provenance.WORKFLOW),
              owners.containsKey(key) ? owner(owners.get(key)) : null));
    String named = event.identity().leadId();
    return new Claim(
        ties,
        named == null || !leads.containsKey(named) ? null : owner(named),
        Identities.areVouchedFor(event),
        Proofs.isOne(event.fact()),
        event.occurredAt());
  }

  private Owner owner(String part) {
    return new Owner(standing(part), part);
  }

  /** The lead that stands for this one now. */
  LeadState standing(String leadId) {
    LeadState lead = lead(leadId);
    while (lead.mergedInto() != null) lead = lead(lead.mergedInto());
    return lead;
  }

  /** Forgets the person, with all that is part of it; nothing if it is part of another. */
  void erase(String leadId) {
    LeadState lead = lead(leadId);
    if (!lead.isListed()) return;
    take(leadId, erased(lead, null));
    for (Absorbed part : lead.absorbed())
      take(part.leadId(), erased(lead(part.leadId()), part.into()));
  }

  private List<LeadEvent> erased(LeadState lead, @Nullable String partOf) {
    return ((Ruling.Accepted) Lead.decide(lead, new LeadCommand.Erase(partOf, null, now))).events();
  }

  PairRuling merge(String lead, String other) {
    return asks(lead, other, new MergeLeads(SAM, other, moment()));
  }

  PairRuling unmerge(String lead, String other) {
    return asks(lead, other, new UnmergeLeads(SAM, other, moment()));
  }

  PairRuling dismiss(String lead, String other) {
    return asks(lead, other, new DismissMerge(SAM, other, moment()));
  }

  private Moment moment() {
    return new Moment(now, "/team", "c-" + ids++);
  }

  private PairRuling asks(String lead, String other, PairAction action) {
    PairRuling ruling = Merging.decide(lead(lead), leads.get(other), action, Policy.DEFAULT);
    if (ruling instanceof Decided decided) take(lead, other, decided);
    return ruling;
  }

  private void take(String lead, String other, Decided decided) {
    take(lead, decided.ofLead());
    take(other, decided.ofOther());
  }

  void take(String leadId, List<LeadEvent> decided) {
    for (LeadEvent event : decided) {
      events.computeIfAbsent(leadId, _ -> new ArrayList<>()).add(event);
      leads.put(leadId, lead(leadId).evolve(event));
    }
  }

  LeadState lead(String leadId) {
    return leads.getOrDefault(leadId, LeadState.unknown(leadId));
  }

  /** What was decided about the last event. */
  Resolution last() {
    if (last == null) throw new IllegalStateException("Nothing was told yet");
    return last;
  }

  /** The streams of all leads, as the store would have them. */
  Map<String, List<LeadEvent>> events() {
    return events;
  }

  Map<IdentityKey, String> owners() {
    return owners;
  }

  List<String> listed() {
    return leads.values().stream().filter(LeadState::isListed).map(LeadState::leadId).toList();
  }
}
