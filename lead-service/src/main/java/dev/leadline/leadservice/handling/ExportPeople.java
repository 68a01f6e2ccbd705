package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.Disclosure;
import dev.leadline.leadservice.domain.FindExport;
import dev.leadline.leadservice.domain.KeepExport;
import dev.leadline.leadservice.domain.PersonExport;
import dev.leadline.leadservice.domain.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Tells a person all that is known of them (domain 5.9), from the event store, part by part. */
public final class ExportPeople {

  private static final int PAGE = 1000;

  private final CommandLeads leads;
  private final EventLog log;
  private final KeepExport keep;
  private final FindExport find;
  private final Duration keptFor;

  /**
   * Everything that an export needs.
   *
   * @param keptFor how long it can be fetched
   */
  public ExportPeople(
      CommandLeads leads, EventLog log, KeepExport keep, FindExport find, Duration keptFor) {
    this.leads = leads;
    this.log = log;
    this.keep = keep;
    this.find = find;
    this.keptFor = keptFor;
  }

  /** What became of a request, or of the leave that it was given. */
  public sealed interface Answer {}

  /** It can be fetched. */
  public record Ready(PersonExport export, LeadState lead) implements Answer {}

  /** A fact prevents it. */
  public record Refused(Refusal refusal) implements Answer {}

  /** There is no such lead. */
  public record UnknownLead() implements Answer {}

  /** There is no such export. */
  public record UnknownExport() implements Answer {}

  /** It could be fetched until then. */
  public record Expired(Instant at) implements Answer {}

  /** Gives leave to fetch all that is known until now. */
  public Answer request(
      String tenant,
      String leadId,
      @Nullable String idempotencyKey,
      @Nullable String requestedBy,
      Instant now) {
    LeadState lead = leads.find(tenant, leadId);
    if (lead == null) return new UnknownLead();
    Refusal refusal = refusal(lead);
    if (refusal != null) return new Refused(refusal);
    UUID id =
        idempotencyKey == null
            ? UUID.randomUUID()
            : Fingerprints.commandId(tenant, "export\n" + leadId + '\n' + idempotencyKey, 0);
    return new Ready(
        keep.keep(
            new PersonExport(
                id, tenant, leadId, requestedBy, now, now.plus(keptFor), log.lastPosition())),
        lead);
  }

  /** Whether it can be fetched now. */
  public Answer find(String tenant, UUID id, Instant now) {
    PersonExport export = find.find(tenant, id);
    if (export == null) return new UnknownExport();
    LeadState lead = leads.find(tenant, export.leadId());
    if (lead == null) return new UnknownExport();
    Refusal refusal = refusal(lead);
    if (refusal != null) return new Refused(refusal);
    return now.isAfter(export.expiresAt())
        ? new Expired(export.expiresAt())
        : new Ready(export, lead);
  }

  /** All that is known until now, for somebody who only looks: no leave is kept. */
  public Answer look(String tenant, String leadId, Instant now) {
    LeadState lead = leads.find(tenant, leadId);
    if (lead == null) return new UnknownLead();
    Refusal refusal = refusal(lead);
    if (refusal != null) return new Refused(refusal);
    return new Ready(
        new PersonExport(new UUID(0, 0), tenant, leadId, null, now, now, log.lastPosition()), lead);
  }

  private static @Nullable Refusal refusal(LeadState lead) {
    if (lead.erasedAt() != null) return new Refusal.Erased();
    String survivor = lead.mergedInto();
    return survivor == null ? null : new Refusal.Merged(survivor);
  }

  /** The leads that are the person: the one that was asked for, and all that it has absorbed. */
  public static List<String> leadIds(LeadState lead) {
    var ids = new ArrayList<>(List.of(lead.leadId()));
    lead.absorbed().stream().map(Absorbed::leadId).forEach(ids::add);
    return ids;
  }

  /** Everything, in the order in which it was recorded; what is about others is left out. */
  public void read(Ready ready, BiConsumer<StoredEvent, LeadEvent> told) {
    Set<String> person = new HashSet<>(leadIds(ready.lead()));
    long position = 0;
    EventLog.Part page;
    do {
      page = log.about(person, position, ready.export().position(), PAGE);
      for (StoredEvent stored : page.events()) {
        LeadEvent event = Disclosure.of(stored.leadId(), stored.event(), person);
        if (event != null) told.accept(stored, event);
        position = stored.position();
      }
    } while (page.more());
  }
}
