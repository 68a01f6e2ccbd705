package dev.leadline.leadservice.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.LeadSource;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.domain.Erasure;
import dev.leadline.leadservice.domain.SweepLeads.Quiet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetireLeadsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(91));

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> done = new ArrayList<>();

  private RetireLeads retire(Quiet... some) {
    return new RetireLeads(
        (now, judge) -> {
          judge.accept(List.of(some));
          return false;
        },
        tenants -> Map.of(),
        this::found,
        this::erased,
        registry,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private LeadState found(String tenant, String leadId) {
    done.add("read " + leadId);
    return visitor(tenant, leadId);
  }

  private static LeadState visitor(String tenant, String leadId) {
    return LeadState.unknown(leadId)
        .evolve(new LeadRegistered(tenant, LeadSource.LEADLINE, LONG_AGO));
  }

  private EraseLeads.Answer erased(EraseLeads.Request request) {
    done.add("erase " + request.leadId());
    UUID id = new UUID(0, 1);
    return new EraseLeads.Begun(
        new Erasure(
            id, request.tenant(), request.leadId(), List.of(), null, null, NOW, 1, 0, 0, null));
  }

  private double count(String meter) {
    return registry.get(meter).counter().count();
  }

  private static Quiet old(String leadId) {
    return new Quiet("default", leadId, 1, LONG_AGO);
  }

  @Test
  void each_lead_is_judged_before_the_next_one_is_read() {
    retire(old("ana"), old("ben"), old("cas")).judgeSome();
    assertThat(done)
        .isEqualTo(
            Stream.of("ana", "ben", "cas")
                .flatMap(lead -> Stream.of("read " + lead, "erase " + lead))
                .toList());
    assertThat(count("leadline.lead-service.retired")).isEqualTo(3);
  }

  @Test
  void a_lead_of_which_something_was_stored_lately_is_not_read() {
    retire(new Quiet("default", "ana", 1, NOW.minus(Duration.ofDays(89)))).judgeSome();
    assertThat(done).isEmpty();
  }
}
