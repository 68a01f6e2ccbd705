package dev.leadline.gateway.handling;

import dev.leadline.events.Shortened;
import dev.leadline.gateway.domain.FindMember;
import dev.leadline.gateway.domain.Member;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Whether a password is that of a member. Each failure makes the next try wait, wherever it is
 * made. To compare takes long, as it has to: only so many are compared at the same time, so that
 * whoever sends many leaves the processors to others.
 */
public final class TryPasswords {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BUSY = Duration.ofSeconds(1);

  /** Longer ones are no id of a member: they need not be told apart. */
  private static final int LONGEST_KEY = 65;

  private final FindMember find;
  private final PasswordEncoder passwords;
  private final Semaphore places;
  private final SlowDown accounts = new SlowDown();
  private final String nobodysHash;

  /**
   * Compares.
   *
   * @param atOnce how many at the same time
   */
  public TryPasswords(FindMember find, PasswordEncoder passwords, int atOnce) {
    this.find = find;
    this.passwords = passwords;
    this.places = new Semaphore(atOnce, true);
    this.nobodysHash = String.valueOf(passwords.encode(Secrets.password()));
  }

  /** What became of a try. */
  sealed interface Outcome {}

  /** It is theirs. */
  record Right(Member member) implements Outcome {}

  /**
   * It is not, or they may not sign in.
   *
   * @param member null where there is nobody with that id
   */
  record Wrong(@Nullable Member member) implements Outcome {}

  /** It was not even looked at. */
  record Wait(Duration left) implements Outcome {}

  /** Looks at a try; it takes as long for a member who does not exist. */
  Outcome look(String memberId, String password, Instant now) {
    String key = Shortened.to(LONGEST_KEY, memberId);
    try (SlowDown.Try attempt = accounts.begin(key, now)) {
      if (!attempt.left().isZero()) return new Wait(attempt.left());
      FindMember.Known known = Member.isId(memberId) ? find.find(memberId) : null;
      String hash = known == null ? null : known.passwordHash();
      if (!takesPlace()) return new Wait(BUSY);
      boolean same = matches(password, hash == null ? nobodysHash : hash);
      if (same && hash != null && known != null && known.member().enabled()) {
        attempt.forgetAll();
        return new Right(known.member());
      }
      attempt.failed(now);
      return new Wrong(known == null ? null : known.member());
    }
  }

  private boolean matches(String password, String hash) {
    try {
      return passwords.matches(password, hash);
    } finally {
      places.release();
    }
  }

  /** What is kept of a new password. */
  String hash(String password) {
    if (!takesPlace()) throw Unavailable.of("Whoever makes passwords", null);
    try {
      String hash = passwords.encode(password);
      if (hash == null) throw new IllegalStateException("A password without a hash");
      return hash;
    } finally {
      places.release();
    }
  }

  private boolean takesPlace() {
    try {
      return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
