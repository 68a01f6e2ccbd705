package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Permission;
import dev.leadline.gateway.domain.Role;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitRatesTest {

  private final LimitRates rates =
      new LimitRates(Map.of(LimitRates.Kind.LEADS_WRITES, 3L, LimitRates.Kind.CALLS, 100L));

  private static Caller program(String id) {
    return new Caller("default", Caller.Kind.PROGRAM, id, id, Set.of(Role.INGEST));
  }

  private LimitRates.State count(String id, Permission permission) {
    LimitRates.State state = rates.count(program(id), permission);
    if (state == null) throw new AssertionError("Nothing is counted");
    return state;
  }

  @Test
  void a_key_has_its_quota_and_is_then_told_when_to_come_back() {
    assertThat(count("one", Permission.WRITE_LEADS).remaining()).isEqualTo(2);
    count("one", Permission.WRITE_LEADS);
    assertThat(count("one", Permission.WRITE_LEADS).retryAfter()).isNull();
    assertThat(count("one", Permission.WRITE_LEADS).retryAfter())
        .isNotNull()
        .isLessThanOrEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void what_one_key_uses_up_is_there_for_another_and_for_other_calls() {
    for (int i = 0; i < 4; i++) count("greedy", Permission.WRITE_LEADS);
    assertThat(count("modest", Permission.WRITE_LEADS).retryAfter()).isNull();
    assertThat(count("greedy", Permission.SEE_LEADS).remaining()).isEqualTo(99);
  }

  @Test
  void what_has_no_limit_is_not_counted() {
    assertThat(rates.count(program("one"), Permission.INGEST_EVENTS)).isNull();
  }
}
