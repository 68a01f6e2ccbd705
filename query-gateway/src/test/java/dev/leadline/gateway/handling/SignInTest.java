package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.FindMember;
import dev.leadline.gateway.domain.Member;
import dev.leadline.gateway.domain.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Guessing is slow, one after the other and all at once. */
class SignInTest {

  private static final int TRIES = 50;
  private static final int FREE = 5;
  private static final String RIGHT = "Kestrel7-over-the-weir";
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-12-01T09:00:00Z"), ZoneOffset.UTC);

  private final SlowPasswords slow = new SlowPasswords();
  private final FindMember find = id -> new FindMember.Known(member(id), RIGHT);

  /** Nothing is known until the test says so. */
  private static final class SlowPasswords implements PasswordEncoder {

    final AtomicInteger reached = new AtomicInteger();
    final CountDownLatch known = new CountDownLatch(1);

    @Override
    public String encode(@Nullable CharSequence password) {
      return String.valueOf(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence given, @Nullable String hash) {
      reached.incrementAndGet();
      try {
        if (!known.await(30, TimeUnit.SECONDS)) throw new IllegalStateException("Nobody knows");
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      return String.valueOf(given).equals(hash);
    }
  }

  private static Member member(String id) {
    return new Member(
        id, "default", "Sam Reed", Set.of(Role.MEMBER), 0, true, true, Instant.EPOCH, null);
  }

  private SignIn signIn(TryPasswords passwords) {
    return new SignIn(find, change -> true, (hash, now) -> null, passwords, entry -> {}, NOW);
  }

  private TryPasswords passwords(int atOnce) {
    return new TryPasswords(find, slow, atOnce);
  }

  /** All of them at the same moment; none is known before as many reached the hash as can. */
  private <T> List<T> atOnce(int expected, IntFunction<T> attempt) throws Exception {
    var outcomes = new ArrayList<T>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new CountDownLatch(TRIES);
      var tries = new ArrayList<Future<T>>();
      for (int i = 0; i < TRIES; i++) {
        int number = i;
        tries.add(
            people.submit(
                () -> {
                  asked.countDown();
                  return attempt.apply(number);
                }));
      }
      asked.await();
      await("as many as may are looked at").until(() -> slow.reached.get() >= expected);
      await("no more are")
          .during(Duration.ofMillis(200))
          .until(() -> slow.reached.get() == expected);
      slow.known.countDown();
      for (Future<T> one : tries) outcomes.add(one.get());
    }
    return outcomes;
  }

  private static long waits(List<SignIn.Outcome> outcomes) {
    return outcomes.stream().filter(SignIn.Wait.class::isInstance).count();
  }

  @Test
  void of_many_tries_at_once_for_one_member_no_more_are_looked_at_than_one_by_one()
      throws Exception {
    SignIn signIn = signIn(passwords(TRIES));
    List<SignIn.Outcome> outcomes =
        atOnce(FREE, i -> signIn.byPassword("sam.reed", "Wrong-" + i, "10.0.0." + i));
    assertThat(waits(outcomes)).isEqualTo(TRIES - FREE);
    assertThat(signIn.byPassword("sam.reed", RIGHT, "10.0.1.1")).isInstanceOf(SignIn.Wait.class);
  }

  @Test
  void of_many_tries_at_once_from_one_address_no_more_are_looked_at_than_one_by_one()
      throws Exception {
    SignIn signIn = signIn(passwords(TRIES));
    List<SignIn.Outcome> outcomes =
        atOnce(30, i -> signIn.byPassword("sam." + i, "Wrong-" + i, "10.0.0.1"));
    assertThat(waits(outcomes)).isEqualTo(TRIES - 30);
  }

  @Test
  void only_so_many_passwords_are_compared_at_the_same_time() throws Exception {
    SignIn signIn = signIn(passwords(2));
    List<SignIn.Outcome> outcomes =
        atOnce(2, i -> signIn.byPassword("sam." + i, RIGHT, "10.0.0." + i));
    assertThat(outcomes).hasOnlyElementsOfType(SignIn.Good.class);
  }

  @Test
  void who_signs_in_rightly_never_waits_however_often() {
    slow.known.countDown();
    SignIn signIn = signIn(passwords(1));
    for (int i = 0; i < TRIES; i++)
      assertThat(signIn.byPassword("sam.reed", RIGHT, "10.0.0.1")).isInstanceOf(SignIn.Good.class);
  }

  @Test
  void the_password_so_far_is_guessed_no_faster_where_another_one_is_chosen() throws Exception {
    TryPasswords passwords = passwords(TRIES);
    var members =
        new ManageMembers(
            find,
            tenant -> List.of(),
            change -> true,
            (hash, member, until) -> {},
            new RecogniseMember(find),
            passwords,
            NOW);
    Caller sam = member("sam.reed").caller();
    List<ManageMembers.Outcome> outcomes =
        atOnce(FREE, i -> members.choosePassword(sam, "Wrong-" + i, "Heron-9-in-the-reeds"));
    assertThat(outcomes.stream().filter(ManageMembers.Wait.class::isInstance))
        .hasSize(TRIES - FREE);
    assertThat(signIn(passwords).byPassword("sam.reed", RIGHT, "10.0.0.1"))
        .isInstanceOf(SignIn.Wait.class);
  }
}
