package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.ForgetLeads;
import dev.leadline.enrichment.domain.crm.ClaimPosition;
import dev.leadline.enrichment.domain.crm.FindRecord;
import dev.leadline.enrichment.domain.crm.Position;
import dev.leadline.enrichment.domain.crm.Pulling.Known;
import dev.leadline.enrichment.domain.crm.ReachPosition;
import dev.leadline.enrichment.domain.crm.RecallLeads;
import dev.leadline.enrichment.domain.crm.RecallRecords;
import dev.leadline.enrichment.domain.crm.RememberLeads;
import dev.leadline.enrichment.domain.crm.RememberRecord;
import dev.leadline.enrichment.domain.crm.UnlinkRecords;
import dev.leadline.events.Json;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.LeadState;
import java.sql.ResultSet;
import java.sql.SQLException;
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
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** Leads, records and positions in PostgreSQL. */
@Component
@DependsOn("enrichmentSchema")
final class JdbcCrm
    implements RecallLeads,
        RememberLeads,
        RecallRecords,
        FindRecord,
        RememberRecord,
        UnlinkRecords,
        ClaimPosition,
        ReachPosition,
        ForgetLeads {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final JdbcForgottenLeads forgotten;
  private final Seal seal;

  JdbcCrm(
      JdbcTemplate jdbc, TransactionTemplate transaction, JdbcForgottenLeads forgotten, Seal seal) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.forgotten = forgotten;
    this.seal = seal;
  }

  @Override
  public Map<String, Remembered> recall(Collection<String> leadIds) {
    Map<String, Remembered> known = new HashMap<>();
    jdbc.query(
        "select * from crm_leads where lead_id = any(?) order by lead_id for update",
        row -> {
          String leadId = row.getString("lead_id");
          String text = seal.open(row.getBytes("sealed"), "crm/" + leadId);
          known.put(
              leadId,
              new Remembered(
                  Json.MAPPER.readValue(text, LeadState.class),
                  row.getLong("sequence"),
                  row.getBoolean("untold")));
        },
        (Object) leadIds.stream().sorted().toArray(String[]::new));
    return known;
  }

  @Override
  public void remember(Collection<Remembered> leads, boolean anew) {
    jdbc.batchUpdate(
        """
        insert into crm_leads as known (lead_id, sequence, sealed, untold) values (?, ?, ?, ?)
        on conflict (lead_id) do update set
          sequence = excluded.sequence, sealed = excluded.sealed, untold = excluded.untold
        where known.sequence < excluded.sequence or ?
        """,
        leads.stream()
            .sorted((one, other) -> one.state().leadId().compareTo(other.state().leadId()))
            .map(
                lead ->
                    new Object[] {
                      lead.state().leadId(),
                      lead.sequence(),
                      seal.seal(
                          Json.MAPPER.writeValueAsString(lead.state()),
                          "crm/" + lead.state().leadId()),
                      lead.untold(),
                      anew
                    })
            .toList());
  }

  @Override
  public Map<String, Known> known(CrmSystem system, Collection<String> externalIds) {
    Map<String, Known> known = new HashMap<>();
    jdbc.query(
        "select * from crm_records where system = ? and external_id = any(?)",
        row -> {
          known.put(
              row.getString("external_id"),
              new Known(
                  Json.MAPPER.readValue(row.getString("fingerprints"), TEXTS),
                  instant(row, "modified_at")));
        },
        system.name(),
        externalIds.toArray(String[]::new));
    return known;
  }

  @Override
  public @Nullable String of(CrmSystem system, String leadId) {
    List<String> ids =
        jdbc.queryForList(
            "select external_id from crm_records where system = ? and lead_id = ? limit 1",
            String.class,
            system.name(),
            leadId);
    return ids.isEmpty() ? null : ids.getFirst();
  }

  @Override
  public void remember(
      CrmSystem system,
      String externalId,
      @Nullable String leadId,
      Map<String, String> fingerprints,
      @Nullable Instant modifiedAt) {
    transaction.executeWithoutResult(
        _ -> {
          // Who was erased while they were written is not remembered again.
          if (leadId == null || !forgotten.isForgotten(leadId))
            keep(system, externalId, leadId, fingerprints, modifiedAt);
        });
  }

  private void keep(
      CrmSystem system,
      String externalId,
      @Nullable String leadId,
      Map<String, String> fingerprints,
      @Nullable Instant modifiedAt) {
    // A lead has one record: the one before was merged into this one there, or deleted.
    if (leadId != null)
      jdbc.update(
          "delete from crm_records where system = ? and lead_id = ? and external_id <> ?",
          system.name(),
          leadId,
          externalId);
    jdbc.update(
        """
        insert into crm_records as known
          (system, external_id, lead_id, fingerprints, modified_at, linked_at)
        values (?, ?, ?, ?::jsonb, ?, now())
        on conflict (system, external_id) do update set
          linked_at = case when excluded.lead_id is null or excluded.lead_id = known.lead_id
                           then known.linked_at else excluded.linked_at end,
          lead_id = coalesce(excluded.lead_id, known.lead_id),
          fingerprints = known.fingerprints || excluded.fingerprints,
          modified_at = coalesce(excluded.modified_at, known.modified_at)
        """,
        system.name(),
        externalId,
        leadId,
        Json.MAPPER.writeValueAsString(fingerprints),
        modifiedAt == null ? null : Timestamp.from(modifiedAt));
  }

  @Override
  public void unlink(String leadId, Instant since) {
    jdbc.update(
        "update crm_records set lead_id = null where lead_id = ? and linked_at >= ?",
        leadId,
        Timestamp.from(since));
  }

  @Override
  public @Nullable Position claim(
      CrmSystem system, Position beginning, Instant now, Instant until) {
    jdbc.update(
        """
        insert into crm_positions (system, since, cursor, newest) values (?, ?, null, ?)
        on conflict do nothing
        """,
        system.name(),
        Timestamp.from(beginning.since()),
        Timestamp.from(beginning.newest()));
    List<Position> claimed =
        jdbc.query(
            """
            update crm_positions set claimed_until = ?
            where system = ? and (claimed_until is null or claimed_until < ?)
            returning since, cursor, newest
            """,
            (row, number) ->
                new Position(
                    row.getTimestamp("since").toInstant(),
                    row.getString("cursor"),
                    row.getTimestamp("newest").toInstant()),
            Timestamp.from(until),
            system.name(),
            Timestamp.from(now));
    return claimed.isEmpty() ? null : claimed.getFirst();
  }

  @Override
  public void reached(CrmSystem system, Position position, @Nullable Instant until) {
    jdbc.update(
        """
        update crm_positions set since = ?, cursor = ?, newest = ?, claimed_until = ?
        where system = ?
        """,
        Timestamp.from(position.since()),
        position.cursor(),
        Timestamp.from(position.newest()),
        until == null ? null : Timestamp.from(until),
        system.name());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  @Override
  public void forget(Collection<String> leadIds) {
    String[] ids = leadIds.toArray(String[]::new);
    for (String table : List.of("crm_leads", "crm_records", "crm_waiting"))
      jdbc.update("delete from " + table + " where lead_id = any(?)", (Object) ids);
  }
}
