package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.leadservice.domain.FindCountry;
import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.domain.LeadCommand.RecordInteraction;
import dev.leadline.leadservice.domain.NaturalKeys;
import dev.leadline.leadservice.domain.Policy;
import dev.leadline.leadservice.domain.Ruling;
import dev.leadline.leadservice.domain.TenantKey;
import dev.leadline.leadservice.handling.Outcome.Parked;
import dev.leadline.leadservice.handling.Outcome.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** One try at a batch: what was known before it, and what its own events have added so far. */
final class Batch {

  private final Leads leads;
  private final FindCountry findCountry;
  private final Supplier<String> newLeadId;

  private final List<Arriving> events = new ArrayList<>();
  private final Map<TenantKey, String> leadOfKey;
  private final Map<TenantKey, String> newKeys = new HashMap<>();
  private final Map<UUID, Before> before = new HashMap<>();
  private final Set<UUID> naturalKeys = new HashSet<>();

  /** What was stored under the id of an event. */
  private record Before(long bodyHash, String leadId) {}

  /** An event with what follows from it. */
  private record Arriving(Arrival arrival, UUID eventId, List<TenantKey> keys) {
    ChannelEvent event() {
      return arrival.event();
    }
  }

  Batch(
      List<Arrival> arrivals,
      Leads leads,
      FindLeadsByKeys findLeads,
      AcceptedEvents accepted,
      FindCountry findCountry,
      Supplier<String> newLeadId) {
    this.leads = leads;
    this.findCountry = findCountry;
    this.newLeadId = newLeadId;
    for (Arrival arrival : arrivals) events.add(arriving(arrival));
    leadOfKey = new HashMap<>(findLeads.find(allKeys()));
    leads.prefetch(knownLeads());
    AcceptedEvents.Found found =
        accepted.find(
            events.stream().map(Arriving::eventId).toList(),
            events.stream().map(this::naturalKey).filter(Objects::nonNull).toList());
    found
        .byEventId()
        .forEach(
            (id, stored) ->
                before.put(
                    id,
                    new Before(
                        Objects.requireNonNullElse(stored.bodyHash(), 0L), stored.leadId())));
    naturalKeys.addAll(found.byNaturalKey().keySet());
  }

  private static Arriving arriving(Arrival arrival) {
    ChannelEvent event = arrival.event();
    return new Arriving(
        arrival,
        Fingerprints.eventId(event.tenant(), event.source(), event.id(), 0),
        arrival.keys().stream().map(key -> new TenantKey(event.tenant(), key)).toList());
  }

  private Set<TenantKey> allKeys() {
    var all = new HashSet<TenantKey>();
    for (Arriving event : events) all.addAll(event.keys());
    return all;
  }

  private Set<String> knownLeads() {
    var known = new HashSet<>(leadOfKey.values());
    for (Arriving event : events) {
      String named = event.event().identity().leadId();
      if (named != null) known.add(named);
    }
    return known;
  }

  /** Records every event in its order. */
  List<Outcome> record() {
    return events.stream().map(this::record).toList();
  }

  /** The keys that this batch found without an owner, and the leads that it gave them to. */
  Map<TenantKey, String> newKeys() {
    return newKeys;
  }

  private Outcome record(Arriving arriving) {
    Before same = before.get(arriving.eventId());
    if (same != null)
      return same.bodyHash() == arriving.arrival().bodyHash()
          ? new Outcome.Duplicate(same.leadId())
          : new Parked(
              Reason.ID_CONFLICT, "Another event with this source and id was stored before.");
    Aggregate<LeadAggregate> lead = leadOf(arriving);
    if (lead == null)
      return new Parked(Reason.UNKNOWN_LEAD, "There is no lead with this id, and no other key.");
    String leadId = lead.identifierAsString();
    UUID naturalKey = naturalKey(arriving.event(), leadId);
    if (naturalKey != null && !naturalKeys.add(naturalKey)) return new Outcome.Duplicate(leadId);
    boolean created = !Leads.stateOf(lead).exists();
    claim(arriving.keys(), leadId);
    Ruling ruling = Leads.handle(lead, command(arriving, leadId), metaData(arriving, naturalKey));
    before.put(arriving.eventId(), new Before(arriving.arrival().bodyHash(), leadId));
    return switch (ruling) {
      case Ruling.Rejected rejected -> new Parked(Reason.ERASED, "The person was erased.");
      case Ruling.Accepted accepted ->
          arriving.event().fact() instanceof UnrecognisedFact
              ? new Outcome.Unknown(leadId)
              : new Outcome.Stored(leadId, created);
    };
  }

  private @Nullable Aggregate<LeadAggregate> leadOf(Arriving arriving) {
    String named = arriving.event().identity().leadId();
    if (named != null) {
      Aggregate<LeadAggregate> lead = leads.find(named);
      if (lead != null && Leads.stateOf(lead).tenant().equals(arriving.event().tenant()))
        return lead;
      if (arriving.keys().isEmpty()) return null;
    }
    String owner = ownerOf(arriving.keys());
    return owner == null ? leads.create(newLeadId.get()) : leads.find(owner);
  }

  /** The lead that the strongest of these keys belongs to. */
  private @Nullable String ownerOf(List<TenantKey> keys) {
    for (TenantKey key : keys) {
      String owner = leadOfKey.get(key);
      if (owner != null) return owner;
    }
    return null;
  }

  private void claim(List<TenantKey> keys, String leadId) {
    for (TenantKey key : keys)
      if (leadOfKey.putIfAbsent(key, leadId) == null) newKeys.put(key, leadId);
  }

  private RecordInteraction command(Arriving arriving, String leadId) {
    ChannelEvent event = arriving.event();
    List<IdentityKey> own =
        arriving.keys().stream()
            .filter(key -> leadId.equals(leadOfKey.get(key)))
            .map(TenantKey::key)
            .toList();
    return new RecordInteraction(
        event,
        own,
        null,
        findCountry.find(event.context() == null ? null : event.context().ip()),
        Policy.DEFAULT);
  }

  private @Nullable UUID naturalKey(Arriving arriving) {
    String named = arriving.event().identity().leadId();
    String leadId = named != null ? named : ownerOf(arriving.keys());
    return leadId == null ? null : naturalKey(arriving.event(), leadId);
  }

  private static @Nullable UUID naturalKey(ChannelEvent event, String leadId) {
    String key = NaturalKeys.of(event.fact());
    return key == null ? null : Fingerprints.naturalKey(leadId, key);
  }

  /** The interaction itself carries what duplicates are recognised by. */
  private static BiFunction<LeadEvent, Integer, MetaData> metaData(
      Arriving arriving, @Nullable UUID naturalKey) {
    Arrival arrival = arriving.arrival();
    ChannelEvent event = arrival.event();
    return (decided, place) -> {
      boolean interaction = decided instanceof LeadEvent.InteractionRecorded;
      return new EventMetadata(
              interaction
                  ? arriving.eventId()
                  : Fingerprints.eventId(event.tenant(), event.source(), event.id(), place + 1),
              interaction ? naturalKey : null,
              interaction ? arrival.bodyHash() : null,
              event.tenant(),
              arrival.traceParent())
          .toMetaData();
    };
  }
}
