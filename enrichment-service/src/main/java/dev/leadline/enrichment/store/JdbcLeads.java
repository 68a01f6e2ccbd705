package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.FindCandidates;
import dev.leadline.enrichment.domain.ForgetLeads;
import dev.leadline.enrichment.domain.KnownLead;
import dev.leadline.enrichment.domain.RecallLeads;
import dev.leadline.enrichment.domain.RememberLeads;
import dev.leadline.enrichment.domain.crm.FindNewest;
import dev.leadline.enrichment.domain.recognising.Traces;
import dev.leadline.events.Json;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What is remembered of leads, sealed, and fingerprints of the traces by which they are found. */
@Component
@DependsOn("enrichmentSchema")
final class JdbcLeads
    implements RecallLeads, RememberLeads, FindCandidates, FindNewest, ForgetLeads {

  /** A trace of more people than this says nothing of any of them. */
  private static final int MOST_CANDIDATES = 50;

  private final JdbcTemplate jdbc;
  private final Seal seal;
  private final Clock clock;

  JdbcLeads(JdbcTemplate jdbc, Seal seal, Clock clock) {
    this.jdbc = jdbc;
    this.seal = seal;
    this.clock = clock;
  }

  @Override
  public Map<String, KnownLead> recall(Collection<String> leadIds) {
    Map<String, KnownLead> known = new HashMap<>();
    if (leadIds.isEmpty()) return known;
    jdbc.query(
        "select lead_id, sealed from leads where lead_id = any(?)",
        row -> {
          String leadId = row.getString(1);
          known.put(
              leadId, Json.MAPPER.readValue(seal.open(row.getBytes(2), leadId), KnownLead.class));
        },
        (Object) leadIds.toArray(String[]::new));
    return known;
  }

  @Override
  public void remember(Collection<KnownLead> leads) {
    List<KnownLead> inOrder =
        leads.stream().sorted(Comparator.comparing(KnownLead::leadId)).toList();
    if (inOrder.isEmpty()) return;
    jdbc.batchUpdate(
        """
        insert into leads as known (lead_id, tenant, sequence, sealed) values (?, ?, ?, ?)
        on conflict (lead_id) do update set sequence = excluded.sequence, sealed = excluded.sealed
        where known.sequence < excluded.sequence
        """,
        inOrder.stream()
            .map(
                lead ->
                    new Object[] {
                      lead.leadId(),
                      lead.tenant(),
                      lead.sequence(),
                      seal.seal(Json.MAPPER.writeValueAsString(lead), lead.leadId())
                    })
            .toList());
    Timestamp now = Timestamp.from(clock.instant());
    List<Object[]> traces = new ArrayList<>();
    for (KnownLead lead : inOrder)
      traces(lead)
          .forEach(
              (trace, kind) ->
                  traces.add(new Object[] {trace, lead.leadId(), kind, isContact(lead), now}));
    traces.sort(Comparator.comparing(row -> row[0] + "|" + row[1]));
    jdbc.batchUpdate(
        """
        insert into traces (trace, lead_id, kind, contact, at) values (?, ?, ?, ?, ?)
        on conflict (trace, lead_id) do update set contact = excluded.contact
        where traces.contact <> excluded.contact
        """,
        traces);
  }

  private static boolean isContact(KnownLead lead) {
    return lead.isIdentified() && lead.isAskable();
  }

  /** Fingerprint to kind. */
  private Map<String, String> traces(KnownLead lead) {
    Map<String, String> traces = new LinkedHashMap<>();
    for (String network : lead.traces().networks())
      traces.put(seal.of("network", lead.tenant(), network), "NETWORK");
    for (Traces.Click click : lead.traces().clicks()) traces.put(link(lead, click, 0), "LINK");
    String name = lead.value("name");
    if (name == null && lead.value("last_name") != null)
      name = lead.value("first_name") + " " + lead.value("last_name");
    if (name != null)
      traces.put(seal.of("name", lead.tenant(), name.toLowerCase(Locale.ROOT).strip()), "NAME");
    return traces;
  }

  /** A link and the minute in which it was followed, or one next to it. */
  private String link(KnownLead lead, Traces.Click click, int minutes) {
    long minute = click.at().getEpochSecond() / 60 + minutes;
    return seal.of("link", lead.tenant(), click.url(), Long.toString(minute));
  }

  @Override
  public Found find(KnownLead visitor) {
    Map<String, String> looked = traces(visitor);
    for (Traces.Click arrival : visitor.traces().arrivals())
      for (int minutes = -1; minutes <= 1; minutes++)
        looked.put(link(visitor, arrival, minutes), "LINK");
    if (looked.isEmpty()) return new Found(List.of(), 0);
    String[] prints = looked.keySet().toArray(String[]::new);
    Integer crowd =
        jdbc.queryForObject(
            """
            select count(distinct lead_id) from traces
            where trace = any(?) and kind = 'NETWORK' and lead_id <> ?
            """,
            Integer.class,
            prints,
            visitor.leadId());
    List<String> found =
        jdbc.queryForList(
            """
            select lead_id from traces where trace = any(?) and contact and lead_id <> ?
            group by lead_id order by min(kind), max(at) desc limit ?
            """,
            String.class,
            prints,
            visitor.leadId(),
            MOST_CANDIDATES);
    return new Found(List.copyOf(recall(found).values()), crowd == null ? 0 : crowd);
  }

  @Override
  public Map<String, Long> of(Collection<String> leadIds) {
    Map<String, Long> newest = new HashMap<>();
    jdbc.query(
        "select lead_id, sequence from leads where lead_id = any(?)",
        row -> {
          newest.put(row.getString(1), row.getLong(2));
        },
        (Object) leadIds.toArray(String[]::new));
    return newest;
  }

  @Override
  public void forget(Collection<String> leadIds) {
    Object ids = leadIds.toArray(String[]::new);
    for (String table : List.of("leads", "traces", "inquiries"))
      jdbc.update("delete from " + table + " where lead_id = any(?)", ids);
  }
}
