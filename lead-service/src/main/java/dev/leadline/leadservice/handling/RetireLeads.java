package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.domain.Meters;
import dev.leadline.leadservice.domain.Retention;
import dev.leadline.leadservice.domain.SweepLeads;
import dev.leadline.leadservice.domain.SweepLeads.Quiet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases whom a tenant does not want to keep any longer, by the same way as whoever asks for it.
 * One of whom something is heard in that very moment stays.
 */
public final class RetireLeads {

  private static final Logger LOG = LoggerFactory.getLogger(RetireLeads.class);

  private static final String WHO = "retention";

  private final SweepLeads sweep;
  private final FindSettings findSettings;
  private final CommandLeads leads;
  private final EraseLeads erase;
  private final Counter retired;
  private final Clock clock;

  /** By this clock. */
  public RetireLeads(
      SweepLeads sweep,
      FindSettings findSettings,
      CommandLeads leads,
      EraseLeads erase,
      MeterRegistry meters,
      Clock clock) {
    this.sweep = sweep;
    this.findSettings = findSettings;
    this.leads = leads;
    this.erase = erase;
    this.retired =
        Counter.builder(Meters.RETIRED.meter())
            .description("Leads that were erased because nothing was heard of them for too long")
            .register(meters);
    this.clock = clock;
  }

  /** Judges some leads; whether there were any. */
  public boolean judgeSome() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return sweep.next(now, some -> judge(some, now));
  }

  private void judge(List<Quiet> some, Instant now) {
    Map<String, List<Quiet>> ofTenant =
        some.stream()
            .collect(Collectors.groupingBy(Quiet::tenant, TreeMap::new, Collectors.toList()));
    Map<String, TenantSettings> settings = new HashMap<>(findSettings.find(ofTenant.keySet()));
    ofTenant.forEach(
        (tenant, quiet) ->
            judge(tenant, quiet, settings.computeIfAbsent(tenant, TenantSettings::defaults), now));
  }

  private void judge(String tenant, List<Quiet> all, TenantSettings settings, Instant now) {
    Instant before = Retention.goesBefore(settings, now);
    if (before == null) return;
    Map<String, Instant> quiet =
        all.stream()
            .filter(lead -> lead.recordedAt().isBefore(before))
            .collect(Collectors.toMap(Quiet::leadId, Quiet::recordedAt));
    long gone =
        leads.find(tenant, quiet.keySet()).values().stream()
            .filter(
                lead -> {
                  Instant recordedAt = quiet.get(lead.leadId());
                  return recordedAt != null && Retention.isOver(lead, recordedAt, settings, now);
                })
            .filter(lead -> isErased(tenant, lead, now))
            .count();
    if (gone == 0) return;
    retired.increment((double) gone);
    LOG.info("{} leads of tenant {} were erased: nothing was heard of them.", gone, tenant);
  }

  private boolean isErased(String tenant, LeadState lead, Instant now) {
    return erase.erase(
            new EraseLeads.Request(tenant, lead.leadId(), null, 0, lead.version(), WHO, WHO, now))
        instanceof EraseLeads.Begun;
  }
}
