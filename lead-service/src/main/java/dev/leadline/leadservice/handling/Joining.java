package dev.leadline.leadservice.handling;

import dev.leadline.events.Provenance;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.domain.Identities;
import dev.leadline.leadservice.domain.OccurrenceTime;
import dev.leadline.leadservice.domain.Policy;
import dev.leadline.leadservice.domain.Proofs;
import dev.leadline.leadservice.domain.Returning;
import dev.leadline.leadservice.domain.TenantKey;
import dev.leadline.leadservice.domain.merging.Claim;
import dev.leadline.leadservice.domain.merging.Claim.Owner;
import dev.leadline.leadservice.domain.merging.Claim.Tie;
import dev.leadline.leadservice.domain.merging.Merging;
import dev.leadline.leadservice.domain.merging.Resolution;
import dev.leadline.leadservice.domain.merging.Resolution.Doubt;
import dev.leadline.leadservice.domain.merging.Resolution.Join;
import dev.leadline.leadservice.domain.merging.Resolving;
import dev.leadline.leadservice.handling.MergeCounters.Kind;
import dev.leadline.leadservice.handling.MergeCounters.Pair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** Whose the events of a batch are, and what they make of the leads that they speak of. */
final class Joining {

  private final BatchLeads leads;
  private final KeyOwners owners;
  private final Map<String, Policy> policies;
  private final List<Pair> pairs = new ArrayList<>();

  Joining(BatchLeads leads, KeyOwners owners, Map<String, Policy> policies) {
    this.leads = leads;
    this.owners = owners;
    this.policies = policies;
  }

  List<Pair> pairs() {
    return pairs;
  }

  /** Nearly all events speak of one lead by keys that it has, or of nobody: no rule is asked. */
  Resolution resolve(Arriving arriving, @Nullable Owner named) {
    Resolution anew = metAnew(arriving, named);
    if (anew != null) return anew;
    boolean asks = false;
    Owner first = named;
    String device = null;
    for (TenantKey key : arriving.keys()) {
      Owner owner = ownerOf(key);
      if (owner == null) {
        asks = true;
        continue;
      }
      if (first == null) first = owner;
      asks |= !owner.lead().leadId().equals(first.lead().leadId());
      if (key.key().kind() == IdentityKey.Kind.ANONYMOUS_ID) device = owner.part();
    }
    if (first == null)
      return Resolution.ofNew(
          arriving.keys().stream().map(TenantKey::key).collect(Collectors.toSet()));
    if (!asks)
      return Resolution.ofKnown(first.lead().leadId(), device == null ? first.part() : device);
    return Resolving.resolve(claim(arriving, named));
  }

  /** Whom the keys of an erased person lead to again; null if they do not. */
  private @Nullable Resolution metAnew(Arriving arriving, @Nullable Owner named) {
    Owner first = named;
    for (TenantKey key : arriving.keys()) if (first == null) first = ownerOf(key);
    Instant erasedAt = first == null ? null : first.lead().erasedAt();
    if (erasedAt == null) return null;
    Set<IdentityKey> erased = keys(arriving, Joining::isErased);
    if (!Returning.isAllowed(
        arriving.event(), arriving.arrival().keys(), erased::contains, erasedAt)) return null;
    return Resolution.ofNew(keys(arriving, owner -> owner == null || isErased(owner)));
  }

  private Set<IdentityKey> keys(Arriving arriving, Predicate<@Nullable Owner> of) {
    return arriving.keys().stream()
        .filter(key -> of.test(ownerOf(key)))
        .map(TenantKey::key)
        .collect(Collectors.toSet());
  }

  private static boolean isErased(@Nullable Owner owner) {
    return owner != null && owner.lead().erasedAt() != null;
  }

  private Claim claim(Arriving arriving, @Nullable Owner named) {
    ChannelEvent event = arriving.event();
    Map<IdentityKey, Provenance> words = Identities.words(event, arriving.arrival().keys());
    return new Claim(
        arriving.keys().stream()
            .map(
                key ->
                    new Tie(
                        key.key(),
                        words.getOrDefault(key.key(), Provenance.WORKFLOW),
                        ownerOf(key)))
            .toList(),
        named,
        Identities.areVouchedFor(event),
        Proofs.isOne(event.fact()),
        OccurrenceTime.of(event, policy(event).since()).at());
  }

  private Policy policy(ChannelEvent event) {
    return policies.getOrDefault(event.tenant(), Policy.DEFAULT);
  }

  private @Nullable Owner ownerOf(TenantKey key) {
    String owner = owners.of(key);
    return owner == null ? null : leads.owner(owner);
  }

  /** Makes other leads part of the one that records the event. */
  void join(
      Aggregate<LeadAggregate> home,
      Resolution whose,
      Arriving arriving,
      DecidedMetadata metadata) {
    for (Join join : whose.joins()) {
      Aggregate<LeadAggregate> other = known(join.absorbed());
      Merging.Decided decided =
          Merging.join(
              Leads.stateOf(home),
              Leads.stateOf(other),
              null,
              join.unconfirmed(),
              policy(arriving.event()),
              arriving.event().receivedAt());
      take(home, other, decided, metadata);
      pairs.add(new Pair(Kind.JOINED, home.identifierAsString(), join.absorbed()));
    }
    for (String other : whose.refused())
      pairs.add(new Pair(Kind.TOO_LARGE, home.identifierAsString(), other));
  }

  /** Suggests to a member what no rule joins. */
  void suggest(
      Aggregate<LeadAggregate> home,
      Resolution whose,
      Arriving arriving,
      DecidedMetadata metadata) {
    for (Doubt doubt : whose.doubts()) {
      Aggregate<LeadAggregate> other = known(doubt.leadId());
      LeadState state = Leads.stateOf(home);
      Merging.Decided decided =
          Merging.suggest(state, Leads.stateOf(other), doubt, arriving.event().receivedAt());
      if (decided.ofLead().isEmpty() && decided.ofOther().isEmpty()) continue;
      take(home, other, decided, metadata);
      pairs.add(new Pair(Kind.SUGGESTED, state.leadId(), doubt.leadId()));
    }
  }

  /** Ties what was nobody's, and a device that somebody else uses now, to who brought the event. */
  void claim(Resolution whose, Arriving arriving, String part) {
    for (TenantKey key : arriving.keys())
      if (key.key().equals(whose.moved())) owners.move(key, part);
      else if (whose.claimed().contains(key.key())) {
        if (isErased(ownerOf(key))) owners.move(key, part);
        else owners.claim(key, part);
      }
  }

  private static void take(
      Aggregate<LeadAggregate> home,
      Aggregate<LeadAggregate> other,
      Merging.Decided decided,
      DecidedMetadata metadata) {
    Leads.take(home, decided.ofLead(), metadata);
    Leads.take(other, decided.ofOther(), metadata);
  }

  private Aggregate<LeadAggregate> known(String leadId) {
    Aggregate<LeadAggregate> lead = leads.find(leadId);
    if (lead == null) throw new IllegalStateException("A lead that an event speaks of is nobody");
    return lead;
  }
}
