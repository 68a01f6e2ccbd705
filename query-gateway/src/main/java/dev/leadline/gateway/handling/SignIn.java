package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.FindMember;
import dev.leadline.gateway.domain.KeepMembers;
import dev.leadline.gateway.domain.Member;
import dev.leadline.gateway.domain.MemberChange;
import dev.leadline.gateway.domain.RecordAudit;
import dev.leadline.gateway.domain.UseLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Whether somebody is who they say. What is wrong is not told, and takes as long for a member who
 * does not exist.
 */
public final class SignIn {

  private static final int FREE_FOR_AN_ADDRESS = 30;

  private final FindMember find;
  private final KeepMembers keep;
  private final UseLink links;
  private final PasswordEncoder passwords;
  private final RecordAudit audit;
  private final Clock clock;
  private final SlowDown accounts = new SlowDown();
  private final SlowDown addresses = new SlowDown(FREE_FOR_AN_ADDRESS);
  private final String nobodysHash;

  public SignIn(
      FindMember find,
      KeepMembers keep,
      UseLink links,
      PasswordEncoder passwords,
      RecordAudit audit,
      Clock clock) {
    this.find = find;
    this.keep = keep;
    this.links = links;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
    this.nobodysHash = String.valueOf(passwords.encode(Secrets.password()));
  }

  /** What became of it. */
  public sealed interface Outcome {}

  /** They are who they say. */
  public record Good(Member member) implements Outcome {}

  /** They are not, or may not sign in. */
  public record Bad() implements Outcome {}

  /** Too many have failed: it was not even looked at. */
  public record Wait(Duration left) implements Outcome {}

  /**
   * By password.
   *
   * @param address of the network, which is made to wait too
   */
  public Outcome byPassword(String given, String password, String address) {
    String memberId = given.strip().toLowerCase(Locale.ROOT);
    Instant now = clock.instant();
    Duration left = longer(accounts.wait(memberId, now), addresses.wait(address, now));
    if (!left.isZero()) {
      tell(null, AuditEntry.Outcome.FORBIDDEN, address);
      return new Wait(left);
    }
    FindMember.Known known = Member.isId(memberId) ? find.find(memberId) : null;
    String hash = known == null ? null : known.passwordHash();
    boolean right = passwords.matches(password, hash == null ? nobodysHash : hash);
    if (!right || hash == null || known == null || !known.member().enabled()) {
      accounts.failed(memberId, now);
      addresses.failed(address, now);
      tell(known == null ? null : known.member(), AuditEntry.Outcome.FORBIDDEN, address);
      return new Bad();
    }
    accounts.succeeded(memberId);
    return good(known.member(), address);
  }

  /** By a link that works once. */
  public Outcome byLink(String token, String address) {
    Instant now = clock.instant();
    Duration left = addresses.wait(address, now);
    if (!left.isZero()) return new Wait(left);
    String memberId = links.use(Secrets.hash(token), now);
    FindMember.Known known = memberId == null ? null : find.find(memberId);
    if (known == null || !known.member().enabled()) {
      addresses.failed(address, now);
      tell(known == null ? null : known.member(), AuditEntry.Outcome.FORBIDDEN, address);
      return new Bad();
    }
    return good(known.member(), address);
  }

  private Outcome good(Member member, String address) {
    keep.keep(new MemberChange.Seen(member.memberId(), clock.instant()));
    tell(member, AuditEntry.Outcome.DONE, address);
    return new Good(member);
  }

  /** Somebody whom an outside provider knows. */
  public void byProvider(@Nullable Caller caller, String address) {
    audit.record(
        new AuditEntry(
            clock.instant(),
            caller == null ? AuditEntry.NO_TENANT : caller.tenant(),
            "SIGN_IN",
            caller == null ? AuditEntry.Outcome.FORBIDDEN : AuditEntry.Outcome.DONE,
            AuditEntry.WhoKind.of(caller),
            caller == null ? null : caller.id(),
            address,
            null,
            List.of(),
            null,
            null,
            null));
  }

  /** What was typed stays out of it: it may be a password in the wrong place. */
  private void tell(@Nullable Member member, AuditEntry.Outcome outcome, String address) {
    audit.record(
        new AuditEntry(
            clock.instant(),
            member == null ? AuditEntry.NO_TENANT : member.tenant(),
            "SIGN_IN",
            outcome,
            member == null ? AuditEntry.WhoKind.NOBODY : AuditEntry.WhoKind.MEMBER,
            member == null ? null : member.memberId(),
            address,
            null,
            List.of(),
            null,
            null,
            null));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
