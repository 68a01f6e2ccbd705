package dev.leadline.leadservice.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.domain.Meters;
import dev.leadline.leadservice.domain.RememberKind;
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
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases whom a tenant does not want to keep any longer, by the same way as whoever asks for it.
 * One of whom something is heard in that very moment stays. One that cannot be judged, because of a
 * mistake of ours or an event that is broken, is counted and passed over until the next sweep;
 * while a server is away nobody is. What those who stay were found to be is remembered: else most
 * of all that was ever stored would be read with every sweep.
 */
public final class RetireLeads {

  private static final Logger LOG = LoggerFactory.getLogger(RetireLeads.class);

  private static final String WHO = "retention";

  private final SweepLeads sweep;
  private final FindSettings findSettings;
  private final BiFunction<String, String, @Nullable LeadState> findLead;
  private final Function<EraseLeads.Request, EraseLeads.Answer> erase;
  private final RememberKind remember;
  private final Counter retired;
  private final Counter notJudged;
  private final Clock clock;

  /**
   * By this clock.
   *
   * @param findLead what is stored of a lead of a tenant now; null if it has none such
   */
  public RetireLeads(
      SweepLeads sweep,
      FindSettings findSettings,
      BiFunction<String, String, @Nullable LeadState> findLead,
      Function<EraseLeads.Request, EraseLeads.Answer> erase,
      RememberKind remember,
      MeterRegistry meters,
      Clock clock) {
    this.sweep = sweep;
    this.findSettings = findSettings;
    this.findLead = findLead;
    this.erase = erase;
    this.remember = remember;
    this.retired =
        Counter.builder(Meters.RETIRED.meter())
            .description("Leads that were erased because nothing was heard of them for too long")
            .register(meters);
    this.notJudged =
        Counter.builder(Meters.NOT_JUDGED.meter())
            .description("Leads of which it could not be told whether they are kept for too long")
            .register(meters);
    this.clock = clock;
  }

  /** Judges some leads; whether there were any. */
  public boolean judgeSome() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return sweep.next(now, some -> judge(some, now));
  }

  /** One after the other: of all that is stored of them, that of one lead is in memory. */
  private void judge(List<Quiet> some, Instant now) {
    var settings = new HashMap<String, TenantSettings>();
    var gone = new TreeMap<String, Integer>();
    try {
      for (Quiet quiet : some)
        if (isErasedOrCounted(quiet, settings, now)) gone.merge(quiet.tenant(), 1, Integer::sum);
    } finally {
      gone.forEach(this::tell);
    }
  }

  private boolean isErasedOrCounted(
      Quiet quiet, Map<String, TenantSettings> settings, Instant now) {
    try {
      return isErased(quiet, settings.computeIfAbsent(quiet.tenant(), findSettings::of), now);
    } catch (RuntimeException | StackOverflowError broken) {
      if (RecordOneByOne.mayPass(broken)) throw broken;
      notJudged.increment();
      // Without its message, which may quote what a lead has said.
      String kind = broken.getClass().getSimpleName();
      LOG.warn("The lead {} could not be judged, and is passed over: {}", quiet.leadId(), kind);
      return false;
    }
  }

  private boolean isErased(Quiet quiet, TenantSettings settings, Instant now) {
    if (!Retention.mayBeOver(quiet, settings, now)) return false;
    LeadState lead = findLead.apply(quiet.tenant(), quiet.leadId());
    if (lead == null) return false;
    if (Retention.isOver(lead, quiet, settings, now)) return isErased(lead, now);
    remember.remember(lead.leadId(), lead.version(), Retention.kindOf(lead));
    return false;
  }

  private boolean isErased(LeadState lead, Instant now) {
    return erase.apply(
            new EraseLeads.Request(
                lead.tenant(), lead.leadId(), null, 0, lead.version(), WHO, WHO, now))
        instanceof EraseLeads.Begun;
  }

  private void tell(String tenant, int gone) {
    retired.increment(gone);
    LOG.info("{} leads of tenant {} were erased: nothing was heard of them.", gone, tenant);
  }
}
