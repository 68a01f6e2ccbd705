package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.ForgetLeads;
import dev.leadline.enrichment.domain.ForgottenLeads;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Ids of who was erased, in PostgreSQL. */
@Component
@DependsOn("enrichmentSchema")
final class JdbcForgottenLeads implements ForgottenLeads, ForgetLeads {

  /** Batches take it together, one that erases takes it alone. */
  private static final long LOCK = 0x666f72676f747465L;

  private final JdbcTemplate jdbc;

  JdbcForgottenLeads(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<LeadAnnouncement> without(List<LeadAnnouncement> batch) {
    boolean erases = batch.stream().anyMatch(JdbcForgottenLeads::isErasure);
    String lock = erases ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
    jdbc.query("select " + lock + "(?)", row -> {}, LOCK);
    Set<String> forgotten =
        new HashSet<>(
            jdbc.queryForList(
                "select lead_id from forgotten_leads where lead_id = any(?)",
                String.class,
                (Object)
                    batch.stream()
                        .map(LeadAnnouncement::leadId)
                        .distinct()
                        .toArray(String[]::new)));
    return batch.stream()
        .filter(announced -> isErasure(announced) || !forgotten.contains(announced.leadId()))
        .toList();
  }

  private static boolean isErasure(LeadAnnouncement announced) {
    return announced.event() instanceof LeadErased;
  }

  /** Whether a lead was; it is not before the transaction ends in which this is called. */
  boolean isForgotten(String leadId) {
    jdbc.query("select pg_advisory_xact_lock_shared(?)", row -> {}, LOCK);
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from forgotten_leads where lead_id = ?)",
            Boolean.class,
            leadId));
  }

  @Override
  public void forget(Collection<String> leadIds) {
    jdbc.batchUpdate(
        "insert into forgotten_leads (lead_id) values (?) on conflict do nothing",
        leadIds.stream().sorted().map(leadId -> new Object[] {leadId}).toList());
  }
}
