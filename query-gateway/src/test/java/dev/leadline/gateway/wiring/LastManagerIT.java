package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.KeepMembers;
import dev.leadline.gateway.domain.ListMembers;
import dev.leadline.gateway.domain.Member;
import dev.leadline.gateway.domain.MemberChange;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.handling.ManageMembers;
import dev.leadline.gateway.handling.ManageMembers.NobodyLeft;
import dev.leadline.gateway.handling.ManageMembers.Outcome;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A team is never without anybody who may change it. */
class LastManagerIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();
  private static final KeepMembers KEEP = GATEWAY.bean(KeepMembers.class);
  private static final ManageMembers MEMBERS = GATEWAY.bean(ManageMembers.class);
  private static final JdbcClient JDBC = GATEWAY.bean(JdbcClient.class);

  private final String tenant = "t-" + UUID.randomUUID();
  private final String ana = "ana-" + UUID.randomUUID().toString().substring(0, 8);
  private final String bob = "bob-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeEach
  void two_managers() {
    for (String one : Set.of(ana, bob))
      KEEP.keep(new MemberChange.Joined(tenant, one, one, Set.of(Role.MANAGER), Instant.EPOCH));
  }

  private Caller as(String member) {
    return new Caller(tenant, Caller.Kind.MEMBER, member, member, Set.of(Role.MANAGER));
  }

  private long managers() {
    return GATEWAY.bean(ListMembers.class).of(tenant).stream()
        .filter(Member::enabled)
        .filter(one -> one.roles().contains(Role.MANAGER))
        .count();
  }

  /** What becomes of a wish while Ana, who removes Bob, is in the middle of it. */
  private Outcome meanwhile(Supplier<Outcome> wish) {
    return meanwhile(() -> MEMBERS.remove(as(ana), bob), wish);
  }

  private static Outcome meanwhile(Supplier<Outcome> first, Supplier<Outcome> wish) {
    return GATEWAY
        .bean(TransactionTemplate.class)
        .execute(
            all -> {
              assertThat(first.get()).isInstanceOf(ManageMembers.Done.class);
              CompletableFuture<Outcome> asked = CompletableFuture.supplyAsync(wish);
              await("it is done, or waits").until(() -> asked.isDone() || isAwaited());
              return asked;
            })
        .join();
  }

  private static boolean isAwaited() {
    return JDBC.sql("select count(*) from pg_locks where not granted").query(Long.class).single()
        > 0;
  }

  @Test
  void two_who_remove_each_other_at_the_same_moment_do_not_both_go() {
    assertThat(meanwhile(() -> MEMBERS.remove(as(bob), ana))).isInstanceOf(NobodyLeft.class);
    assertThat(managers()).isOne();
  }

  @Test
  void who_is_made_less_while_the_other_one_goes_stays_what_they_are() {
    assertThat(meanwhile(() -> MEMBERS.change(as(bob), ana, null, Set.of(Role.MEMBER), null)))
        .isInstanceOf(NobodyLeft.class);
    assertThat(managers()).isOne();
  }

  /** Whoever was turned off came back with what somebody else changed in that moment. */
  @Test
  void who_is_turned_off_while_they_are_renamed_stays_off_and_a_role_taken_away_stays_away() {
    String cy = "cy-" + UUID.randomUUID().toString().substring(0, 8);
    KEEP.keep(
        new MemberChange.Joined(tenant, cy, cy, Set.of(Role.EDITOR, Role.MANAGER), Instant.EPOCH));
    Outcome renamed =
        meanwhile(
            () -> MEMBERS.change(as(ana), cy, null, Set.of(Role.EDITOR), false),
            () -> MEMBERS.change(as(bob), cy, "Cy", null, null));
    assertThat(renamed).isInstanceOf(ManageMembers.Done.class);
    Member now = ((ManageMembers.Done) renamed).member();
    assertThat(now.name()).isEqualTo("Cy");
    assertThat(now.enabled()).isFalse();
    assertThat(now.roles()).containsExactly(Role.EDITOR);
  }

  @Test
  void who_is_the_last_one_neither_goes_nor_is_made_less_nor_turned_off_and_may_be_renamed() {
    MEMBERS.remove(as(ana), bob);
    assertThat(MEMBERS.remove(as(ana), ana)).isInstanceOf(NobodyLeft.class);
    assertThat(MEMBERS.change(as(ana), ana, null, Set.of(Role.EDITOR), null))
        .isInstanceOf(NobodyLeft.class);
    assertThat(MEMBERS.change(as(ana), ana, null, null, false)).isInstanceOf(NobodyLeft.class);
    assertThat(MEMBERS.change(as(ana), ana, "Ana", null, null))
        .isInstanceOf(ManageMembers.Done.class);
    assertThat(managers()).isOne();
  }
}
