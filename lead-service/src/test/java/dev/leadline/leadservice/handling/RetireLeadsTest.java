package dev.leadline.leadservice.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.LeadSource;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.domain.Erasure;
import dev.leadline.leadservice.domain.Retention.Kind;
import dev.leadline.leadservice.domain.SweepLeads.Quiet;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class RetireLeadsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(91));

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> done = new ArrayList<>();
  private final Map<String, Throwable> failures = new HashMap<>();

  private RetireLeads retire(Quiet... some) {
    return new RetireLeads(
        (now, judge) -> {
          judge.accept(List.of(some));
          return false;
        },
        tenants -> {
          if (tenants.contains("broken")) throw new IllegalArgumentException("no such zone");
          return Map.of();
        },
        this::found,
        this::erased,
        (leadId, version, kind) -> done.add("%s %d is a %s".formatted(leadId, version, kind)),
        registry,
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private LeadState found(String tenant, String leadId) {
    done.add("read " + leadId);
    Throwable broken = failures.get(leadId);
    if (broken instanceof Error error) throw error;
    if (broken instanceof RuntimeException exception) throw exception;
    LeadState visitor = visitor(tenant, leadId);
    return leadId.equals("part")
        ? visitor.evolve(new LeadMergedInto("survivor", null, LONG_AGO))
        : visitor;
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
    return old(leadId, null);
  }

  private static Quiet old(String leadId, @Nullable Kind known) {
    return new Quiet("default", leadId, 1, LONG_AGO, known);
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
    retire(new Quiet("default", "ana", 1, NOW.minus(Duration.ofDays(89)), null)).judgeSome();
    assertThat(done).isEmpty();
  }

  @Test
  void a_lead_that_cannot_be_judged_is_counted_and_the_others_are_judged() {
    failures.put("ana", new IllegalStateException("an event cannot be read"));
    failures.put("ben", new StackOverflowError());
    failures.put("cas", new DataIntegrityViolationException("refused"));
    retire(old("ana"), old("ben"), old("cas"), old("dan")).judgeSome();
    assertThat(done).containsExactly("read ana", "read ben", "read cas", "read dan", "erase dan");
    assertThat(count("leadline.lead-service.retention.not-judged")).isEqualTo(3);
    assertThat(count("leadline.lead-service.retired")).isEqualTo(1);
  }

  @Test
  void settings_that_cannot_be_read_hold_up_no_other_tenant() {
    retire(new Quiet("broken", "ana", 1, LONG_AGO, null), old("ben")).judgeSome();
    assertThat(done).containsExactly("read ben", "erase ben");
    assertThat(count("leadline.lead-service.retention.not-judged")).isEqualTo(1);
  }

  @Test
  void while_the_store_is_away_all_wait_and_those_who_went_before_are_counted() {
    for (RuntimeException away :
        List.of(
            new DataAccessResourceFailureException("away", new SQLException("away", "08006")),
            new CannotCreateTransactionException("away"),
            new ConcurrencyException("another writer"))) {
      failures.put("ben", away);
      RetireLeads retire = retire(old("ana"), old("ben"), old("cas"));
      assertThatThrownBy(retire::judgeSome).isSameAs(away);
    }
    assertThat(done).doesNotContain("read cas");
    assertThat(count("leadline.lead-service.retention.not-judged")).isZero();
    assertThat(count("leadline.lead-service.retired")).isEqualTo(3);
  }

  @Test
  void what_a_lead_that_stays_was_found_to_be_is_remembered() {
    retire(old("part"), old("ana")).judgeSome();
    assertThat(done).containsExactly("read part", "part 2 is a PART", "read ana", "erase ana");
  }

  @Test
  void of_whom_more_is_known_nothing_is_read_again() {
    retire(old("ana", Kind.LEAD), old("ben", Kind.PART), old("cas", Kind.VISITOR)).judgeSome();
    assertThat(done).containsExactly("read cas", "erase cas");
  }
}
