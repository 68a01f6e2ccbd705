package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.crm.FindWaiting;
import dev.leadline.enrichment.domain.crm.LetWait;
import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.lead.LeadAnnouncement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Events that wait for those before them, in PostgreSQL, sealed as they were announced. */
@Component
@DependsOn("enrichmentSchema")
final class JdbcWaiting implements FindWaiting, LetWait {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcWaiting.class);

  /** Whoever takes in what waiting events wait for must see them all. */
  private static final long LOCK = 0x63726d7761697473L;

  private final JdbcTemplate jdbc;
  private final Seal seal;

  JdbcWaiting(JdbcTemplate jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  /** A record as it was on its topic. */
  private record Kept(Map<String, String> headers, JsonNode event) {}

  @Override
  public List<LeadAnnouncement> of(Collection<String> leadIds) {
    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
    var waiting = new ArrayList<LeadAnnouncement>();
    jdbc.query(
        """
        select lead_id, sequence, sealed from crm_waiting where lead_id = any(?)
        order by lead_id, sequence
        """,
        row -> {
          String place = place(row.getString("lead_id"), row.getLong("sequence"));
          Kept kept = Json.MAPPER.readValue(seal.open(row.getBytes("sealed"), place), Kept.class);
          switch (LeadAnnouncement.read(
              kept.headers()::get, Json.MAPPER.writeValueAsBytes(kept.event()))) {
            case LeadAnnouncement.Understood(LeadAnnouncement announced) -> waiting.add(announced);
            // It waits for a version that reads it.
            case LeadAnnouncement.Unknown(String type) ->
                LOG.warn("A waiting event of lead {} is {}", row.getString("lead_id"), type);
            case LeadAnnouncement.Broken(String why) ->
                LOG.warn("A waiting event of lead {}: {}", row.getString("lead_id"), why);
          }
        },
        (Object) leadIds.toArray(String[]::new));
    return waiting;
  }

  @Override
  public void letWait(Collection<LeadAnnouncement> early, Collection<LeadAnnouncement> reached) {
    jdbc.batchUpdate(
        """
        insert into crm_waiting (lead_id, sequence, sealed) values (?, ?, ?) on conflict do nothing
        """,
        early.stream().map(this::parameters).toList());
    jdbc.batchUpdate(
        "delete from crm_waiting where lead_id = ? and sequence <= ?",
        reached.stream().map(last -> new Object[] {last.leadId(), last.sequence()}).toList());
  }

  private Object[] parameters(LeadAnnouncement announced) {
    String sequence = Long.toString(announced.sequence());
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_type", WireName.of(announced.event().getClass()).cloudEventType());
    headers.put("ce_subject", announced.leadId());
    headers.put("ce_id", announced.eventId());
    headers.put("ce_sequence", sequence);
    headers.put("ce_time", announced.recordedAt().toString());
    headers.put("ce_tenantid", announced.tenant());
    if (announced.traceParent() != null) headers.put("ce_traceparent", announced.traceParent());
    var kept = new Kept(headers, Json.MAPPER.valueToTree(announced.event()));
    return new Object[] {
      announced.leadId(),
      announced.sequence(),
      seal.seal(
          Json.MAPPER.writeValueAsString(kept), place(announced.leadId(), announced.sequence()))
    };
  }

  private static String place(String leadId, long sequence) {
    return "waiting/" + leadId + '/' + sequence;
  }
}
