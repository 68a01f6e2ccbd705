package dev.leadline.notification.store;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.KnownLead;
import dev.leadline.notification.domain.Planned;
import dev.leadline.notification.domain.Planning.Told;
import dev.leadline.notification.domain.RecallLeads;
import dev.leadline.notification.domain.RecallTold;
import dev.leadline.notification.domain.RememberReactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What is remembered of leads and what was planned, written in one transaction: an event that was
 * taken in has its lines in the ledger, and one that has not has none. A few statements for a
 * batch.
 */
@Component
@DependsOn("notificationSchema")
final class JdbcMemory implements RecallLeads, RecallTold, RememberReactions {

  private static final String ERASED = "The person was erased.";

  private final JdbcTemplate jdbc;
  private final Seal seal;

  JdbcMemory(JdbcTemplate jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  @Override
  public Map<String, KnownLead> recall(Collection<String> leadIds) {
    var known = new HashMap<String, KnownLead>();
    // In one order for every instance, so that two of them wait for each other and never deadlock.
    jdbc.query(
        "select lead_id, sealed from leads where lead_id = any(?) order by lead_id for update",
        row -> {
          String leadId = row.getString(1);
          String text = seal.open(row.getBytes(2), leadId);
          known.put(leadId, Json.MAPPER.readValue(text, KnownLead.class));
        },
        (Object) array(leadIds));
    return known;
  }

  @Override
  public Map<Told, Instant> recall(Collection<String> leadIds, Instant since) {
    var told = new HashMap<Told, Instant>();
    jdbc.query(
        """
        select rule_id, lead_id, trigger, max(at) from deliveries
        where lead_id = any(?) and at > ? and state <> 'SKIPPED'
        group by rule_id, lead_id, trigger
        """,
        row -> {
          told.put(
              new Told(row.getString(1), row.getString(2), Lines.trigger(row.getString(3))),
              row.getTimestamp(4).toInstant());
        },
        array(leadIds),
        Timestamp.from(since));
    return told;
  }

  @Override
  public void remember(Reactions reactions) {
    jdbc.batchUpdate(
        """
        insert into leads (lead_id, sealed) values (?, ?)
        on conflict (lead_id) do update set sealed = excluded.sealed
        """,
        reactions.leads().stream()
            .sorted((one, other) -> id(one).compareTo(id(other)))
            .map(
                lead ->
                    new Object[] {
                      id(lead), seal.seal(Json.MAPPER.writeValueAsString(lead), id(lead))
                    })
            .toList());
    plan(reactions.planned());
    if (!reactions.erased().isEmpty())
      erase(reactions.erased(), reactions.leads().stream().map(JdbcMemory::id).toList());
  }

  private static String id(KnownLead lead) {
    return lead.state().leadId();
  }

  private void plan(List<Planned> planned) {
    if (planned.isEmpty()) return;
    jdbc.batchUpdate(
        """
        insert into deliveries (tenant, rule_id, destination_id, event_id, lead_id, trigger, state,
                                at, due_at, changed_at, reason, sealed)
        select ?, ?, ?, ?, ?, ?, ?, ?, ?, now(), ?, ?
        where exists (select from destinations where destination_id = ?)
        on conflict (rule_id, destination_id, event_id) do nothing
        """,
        planned.stream().map(this::parameters).toList());
  }

  private @Nullable Object[] parameters(Planned line) {
    byte[] sealed =
        line.notice() == null
            ? null
            : seal.seal(Json.MAPPER.writeValueAsString(line.notice()), place(line));
    return new @Nullable Object[] {
      line.tenant(),
      line.ruleId(),
      line.destinationId(),
      line.eventId(),
      line.leadId(),
      line.trigger().toString(),
      line.state().name(),
      Timestamp.from(line.at()),
      Timestamp.from(line.dueAt()),
      line.reason(),
      sealed,
      line.destinationId()
    };
  }

  private static String place(Planned line) {
    return line.ruleId() + line.destinationId() + line.eventId();
  }

  /** Of the leads themselves, those that were written just now are shells already. */
  private void erase(List<String> leadIds, List<String> written) {
    String[] ids = array(leadIds);
    jdbc.update(
        "delete from leads where lead_id = any(?) and lead_id <> all(?)", ids, array(written));
    // Lines before the inbox: whoever is keeping one there holds its line, and is waited for.
    jdbc.update(
        """
        update deliveries
        set sealed = null,
            changed_at = case when state = 'PENDING' then now() else changed_at end,
            reason = case when state = 'PENDING' then ? else reason end,
            state = case when state = 'PENDING' then ? else state end
        where lead_id = any(?)
        """,
        ERASED,
        Delivery.State.DROPPED.name(),
        ids);
    jdbc.update("delete from inbox where lead_id = any(?)", (Object) ids);
  }

  private static String[] array(Collection<String> texts) {
    return texts.stream().sorted().toArray(String[]::new);
  }
}
