package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.AcceptedEvents;
import dev.leadline.leadservice.domain.FindCountry;
import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.domain.Lead;
import dev.leadline.leadservice.domain.LeadCommand.RecordInteraction;
import dev.leadline.leadservice.domain.NameNetwork;
import dev.leadline.leadservice.domain.NaturalKeys;
import dev.leadline.leadservice.domain.Policy;
import dev.leadline.leadservice.domain.RecognisePrograms;
import dev.leadline.leadservice.domain.Ruling;
import dev.leadline.leadservice.domain.TenantKey;
import dev.leadline.leadservice.domain.merging.Claim.Owner;
import dev.leadline.leadservice.domain.merging.Resolution;
import dev.leadline.leadservice.handling.Outcome.Parked;
import dev.leadline.leadservice.handling.Outcome.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** One try at a batch: what was known before it, and what its own events have added so far. */
final class Batch {

  private final FindCountry findCountry;
  private final NameNetwork nameNetwork;
  private final BlockedNetworks.Found blocked;
  private final RecognisePrograms programs;
  private final Supplier<String> newLeadId;

  private final List<Arriving> events = new ArrayList<>();
  private final BatchLeads leads;
  private final KeyOwners owners;
  private final Joining joining;
  private final StoredBefore stored;
  private final Map<String, Policy> policies;

  Batch(
      List<Arrival> arrivals,
      Leads leads,
      FindLeadsByKeys findLeads,
      AcceptedEvents accepted,
      FindCountry findCountry,
      NameNetwork nameNetwork,
      BlockedNetworks blockedNetworks,
      RecognisePrograms programs,
      Policies policies,
      Supplier<String> newLeadId) {
    this.leads = new BatchLeads(leads);
    this.findCountry = findCountry;
    this.nameNetwork = nameNetwork;
    this.programs = programs;
    this.newLeadId = newLeadId;
    for (Arrival arrival : arrivals) events.add(Arriving.of(arrival));
    this.policies =
        policies.of(
            events.stream().map(event -> event.event().tenant()).collect(Collectors.toSet()));
    owners = new KeyOwners(findLeads.find(allKeys()));
    joining = new Joining(this.leads, owners, this.policies);
    blocked = blockedNetworks.find(unnamed(), this.policies);
    this.leads.prefetch(knownLeads());
    stored =
        new StoredBefore(
            accepted,
            events.stream().map(Arriving::eventId).toList(),
            events.stream().flatMap(this::naturalKeys).toList());
  }

  private Set<TenantKey> allKeys() {
    var all = new HashSet<TenantKey>();
    for (Arriving event : events) all.addAll(event.keys());
    return all;
  }

  private Set<String> knownLeads() {
    var known = new HashSet<>(owners.leads());
    for (Arriving event : events) if (event.named() != null) known.add(event.named());
    return known;
  }

  /**
   * What may come from whom nobody has met before: also by a device that is known, which somebody
   * else may use (domain 5.5).
   */
  private List<ChannelEvent> unnamed() {
    return events.stream().filter(event -> event.named() == null).map(Arriving::event).toList();
  }

  /** Records every event in its order. */
  List<Outcome> record() {
    return events.stream().map(this::record).toList();
  }

  /**
   * The newest version of the lead that the first event names, if it is another than this one; null
   * where that event was stored before, or names nobody and will be refused. It is 0 where the id
   * is nobody's and only other keys of the event lead to somebody.
   *
   * @throws ConcurrencyException when another process has written to the lead since it was read
   *     here; it is read anew the next time
   */
  @Nullable Long otherThan(long version) {
    Arriving first = events.getFirst();
    if (stored.under(first.eventId()) != null) return null;
    Owner named = named(first);
    if (named == null) return first.keys().isEmpty() ? null : 0L;
    if (named.lead().version() == version) return null;
    leads.makeSureItIsNewest(named.lead().leadId());
    return named.lead().version();
  }

  /** Whose keys are whose now. */
  KeyOwners owners() {
    return owners;
  }

  /** What became of leads that one event spoke of. */
  List<MergeCounters.Pair> pairs() {
    return joining.pairs();
  }

  private Outcome record(Arriving arriving) {
    StoredBefore.Before same = stored.under(arriving.eventId());
    if (same != null)
      return same.hasBody().test(arriving.arrival().bodyHash())
          ? new Outcome.Duplicate(same.leadId())
          : new Parked(
              Reason.ID_CONFLICT, "Another event with this source and id was stored before.");
    Owner named = named(arriving);
    if (named == null && arriving.keys().isEmpty())
      return new Parked(Reason.UNKNOWN_LEAD, "There is no lead with this id, and no other key.");
    if (cameBefore(arriving)) return new Outcome.Duplicate(standing(arriving, named));
    return record(arriving, joining.resolve(arriving, named));
  }

  private Outcome record(Arriving arriving, Resolution resolution) {
    ChannelEvent event = arriving.event();
    Policy policy = policies.getOrDefault(event.tenant(), Policy.DEFAULT);
    LeadState home = resolution.home() == null ? null : Leads.stateOf(leadOf(resolution));
    String mistake = Lead.mistake(home, event, policy);
    if (mistake != null) return new Parked(Reason.BAD_BODY, mistake);
    Aggregate<LeadAggregate> lead = leadOf(resolution);
    String leadId = lead.identifierAsString();
    String device = resolution.strange() ? newLeadId.get() : null;
    Resolution whose = device == null ? resolution : resolution.at(device);
    String part = Objects.requireNonNullElse(whose.part(), leadId);
    UUID naturalKey = naturalKey(event, part);
    boolean created = !Leads.stateOf(lead).exists();
    var metadata = new DecidedMetadata(arriving, naturalKey);
    if (device != null)
      Leads.take(leads.create(device), List.of(Lead.met(event, policy)), metadata);
    joining.join(lead, whose, arriving, metadata);
    Ruling ruling = Leads.handle(lead, command(arriving, whose, leadId, part), metadata);
    return switch (ruling) {
      case Ruling.Rejected rejected -> new Parked(Reason.ERASED, "The person was erased.");
      case Ruling.Accepted accepted -> {
        joining.claim(whose, arriving, part);
        joining.suggest(lead, whose, arriving, metadata);
        long bodyHash = arriving.arrival().bodyHash();
        stored.add(
            arriving.eventId(),
            new StoredBefore.Before(hash -> hash == bodyHash, leadId),
            naturalKey);
        yield arriving.event().fact() instanceof UnrecognisedFact
            ? new Outcome.Unknown(leadId)
            : new Outcome.Stored(leadId, created);
      }
    };
  }

  private Aggregate<LeadAggregate> leadOf(Resolution whose) {
    if (whose.home() == null) return leads.create(newLeadId.get());
    Aggregate<LeadAggregate> lead = leads.find(whose.home());
    if (lead == null) throw new IllegalStateException("The owner of a key is nobody");
    return lead;
  }

  /** The lead whose id the event gives, if its tenant has such a one. */
  private @Nullable Owner named(Arriving arriving) {
    String leadId = arriving.named();
    Owner named = leadId == null ? null : leads.owner(leadId);
    return named != null && named.lead().tenant().equals(arriving.event().tenant()) ? named : null;
  }

  /** The lead that an event belongs to which came before under another id. */
  private String standing(Arriving arriving, @Nullable Owner named) {
    if (named != null) return named.lead().leadId();
    return arriving.keys().stream()
        .map(owners::of)
        .filter(Objects::nonNull)
        .map(leads::owner)
        .filter(Objects::nonNull)
        .map(owner -> owner.lead().leadId())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("What came before has a lead"));
  }

  private RecordInteraction command(
      Arriving arriving, Resolution whose, String leadId, String part) {
    ChannelEvent event = arriving.event();
    List<IdentityKey> own =
        arriving.keys().stream()
            .filter(
                key ->
                    part.equals(owners.of(key))
                        || whose.claimed().contains(key.key())
                        || key.key().equals(whose.moved()))
            .map(TenantKey::key)
            .toList();
    String ip = event.context() == null ? null : event.context().ip();
    String network = nameNetwork.name(event.tenant(), ip);
    return new RecordInteraction(
        event,
        own,
        part.equals(leadId) ? null : part,
        findCountry.find(ip),
        findCountry.place(ip).in(network),
        blocked.until(event.tenant(), network),
        programs.isProgram(event.context() == null ? null : event.context().userAgent()),
        policies.getOrDefault(event.tenant(), Policy.DEFAULT));
  }

  /** What the channel tells the event apart by, for each lead that it may have come for before. */
  private Stream<UUID> naturalKeys(Arriving arriving) {
    ChannelEvent event = arriving.event();
    return mayBeOf(arriving)
        .flatMap(lead -> Stream.of(naturalKey(event, lead), olderKey(event, lead)))
        .filter(Objects::nonNull);
  }

  /** Whether it came under another id, for one of the leads that its keys have by now. */
  private boolean cameBefore(Arriving arriving) {
    ChannelEvent event = arriving.event();
    return mayBeOf(arriving)
        .anyMatch(
            lead ->
                underNatural(naturalKey(event, lead), lead) != null
                    || isThisOne(underNatural(olderKey(event, lead), lead), arriving));
  }

  private StoredBefore.@Nullable Before underNatural(@Nullable UUID key, String lead) {
    return key == null ? null : stored.underNatural(key, leads.isNew(lead));
  }

  private static boolean isThisOne(StoredBefore.@Nullable Before before, Arriving arriving) {
    return before != null && before.hasBody().test(arriving.arrival().bodyHash());
  }

  private Stream<String> mayBeOf(Arriving arriving) {
    if (NaturalKeys.of(arriving.event().fact(), null) == null) return Stream.empty();
    return Stream.concat(
            Stream.ofNullable(named(arriving)).map(Owner::part),
            arriving.keys().stream().map(owners::of))
        .filter(Objects::nonNull)
        .distinct();
  }

  private static @Nullable UUID naturalKey(ChannelEvent event, String leadId) {
    return naturalKey(NaturalKeys.of(event.fact(), event.conversationId()), leadId);
  }

  /**
   * What was stored before conversations were told apart has a key without one, and may be of
   * another conversation; its body says of which. Null where there is no other key.
   */
  private static @Nullable UUID olderKey(ChannelEvent event, String leadId) {
    String key = NaturalKeys.of(event.fact(), null);
    return Objects.equals(key, NaturalKeys.of(event.fact(), event.conversationId()))
        ? null
        : naturalKey(key, leadId);
  }

  private static @Nullable UUID naturalKey(@Nullable String key, String leadId) {
    return key == null ? null : Fingerprints.naturalKey(leadId, key);
  }
}
