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

/**
 * Whether somebody is who they say. What is wrong is not told, and takes as long for a member who
 * does not exist.
 */
public final class SignIn {

  private static final int FREE_FOR_AN_ADDRESS = 30;

  private final FindMember find;
  private final KeepMembers keep;
  private final UseLink links;
  private final TryPasswords passwords;
  private final RecordAudit audit;
  private final Clock clock;
  private final SlowDown addresses = new SlowDown(FREE_FOR_AN_ADDRESS);

  public SignIn(
      FindMember find,
      KeepMembers keep,
      UseLink links,
      TryPasswords passwords,
      RecordAudit audit,
      Clock clock) {
    this.find = find;
    this.keep = keep;
    this.links = links;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  /** What became of it. */
  public sealed interface Outcome {}

  /** They are who they say. */
  public record Good(Member member) implements Outcome {}

  /** They are not, or may not sign in. */
  public record Bad() implements Outcome {}

  /** Too many have failed, or try at the same moment: it was not even looked at. */
  public record Wait(Duration left) implements Outcome {}

  /**
   * By password.
   *
   * @param address of the network, which is made to wait too
   */
  public Outcome byPassword(String given, String password, String address) {
    String memberId = given.strip().toLowerCase(Locale.ROOT);
    Instant now = clock.instant();
    try (SlowDown.Try attempt = addresses.begin(address, now)) {
      if (!attempt.left().isZero()) return waits(attempt.left(), address);
      return switch (passwords.look(memberId, password, now)) {
        case TryPasswords.Wait(Duration left) -> waits(left, address);
        case TryPasswords.Right(Member member) -> good(member, address);
        case TryPasswords.Wrong(@Nullable Member member) -> {
          attempt.failed(now);
          yield bad(member, address);
        }
      };
    }
  }

  /** By a link that works once. */
  public Outcome byLink(String token, String address) {
    Instant now = clock.instant();
    try (SlowDown.Try attempt = addresses.begin(address, now)) {
      if (!attempt.left().isZero()) return new Wait(attempt.left());
      String memberId = links.use(Secrets.hash(token), now);
      FindMember.Known known = memberId == null ? null : find.find(memberId);
      if (known != null && known.member().enabled()) return good(known.member(), address);
      attempt.failed(now);
      return bad(known == null ? null : known.member(), address);
    }
  }

  private Outcome waits(Duration left, String address) {
    tell(null, AuditEntry.Outcome.FORBIDDEN, address);
    return new Wait(left);
  }

  private Outcome bad(@Nullable Member member, String address) {
    tell(member, AuditEntry.Outcome.FORBIDDEN, address);
    return new Bad();
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
}
