package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.FindMember;
import dev.leadline.gateway.domain.KeepLink;
import dev.leadline.gateway.domain.KeepMembers;
import dev.leadline.gateway.domain.ListMembers;
import dev.leadline.gateway.domain.Member;
import dev.leadline.gateway.domain.MemberChange;
import dev.leadline.gateway.domain.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is in a team, and how they sign in. */
public final class ManageMembers {

  private static final Duration LINK_WORKS = Duration.ofMinutes(30);

  private final FindMember find;
  private final ListMembers list;
  private final KeepMembers keep;
  private final KeepLink keepLink;
  private final RecogniseMember recognise;
  private final TryPasswords passwords;
  private final Clock clock;

  public ManageMembers(
      FindMember find,
      ListMembers list,
      KeepMembers keep,
      KeepLink keepLink,
      RecogniseMember recognise,
      TryPasswords passwords,
      Clock clock) {
    this.find = find;
    this.list = list;
    this.keep = keep;
    this.keepLink = keepLink;
    this.recognise = recognise;
    this.passwords = passwords;
    this.clock = clock;
  }

  /** What became of a wish. */
  public sealed interface Outcome {}

  /**
   * It is done.
   *
   * @param password a new one, which can be seen this once; null if there is none
   */
  public record Done(Member member, @Nullable String password) implements Outcome {

    @Override
    public String toString() {
      return member.memberId();
    }
  }

  /** A link that signs the member in once. */
  public record Link(String token, Instant expiresAt) implements Outcome {

    @Override
    public String toString() {
      return "a link until " + expiresAt;
    }
  }

  /** There is no such member in this team. */
  public record UnknownMember() implements Outcome {}

  /** Somebody on this platform signs in with that id. */
  public record TakenId() implements Outcome {}

  /** Nobody would be left who may change the team. */
  public record NobodyLeft() implements Outcome {}

  /** Whoever asked may not do all that the member could. */
  public record TooMuch() implements Outcome {}

  /** Too many wrong passwords came before: it was not even looked at. */
  public record Wait(Duration left) implements Outcome {}

  /** That cannot be a password, and why. */
  public record BadPassword(String why) implements Outcome {}

  /** All of them, by name. */
  public List<Member> list(String tenant) {
    return list.of(tenant);
  }

  /** Somebody joins, with a password made for them. */
  public Outcome add(Caller by, String memberId, String name, Set<Role> roles) {
    if (!Role.mayGive(by.roles(), roles)) return new TooMuch();
    if (!keep.keep(new MemberChange.Joined(by.tenant(), memberId, name, roles, clock.instant())))
      return new TakenId();
    return newPassword(by, memberId);
  }

  /**
   * Changes what is known of a member.
   *
   * @param name null to leave it as it is; the others too
   */
  public Outcome change(
      Caller by,
      String memberId,
      @Nullable String name,
      @Nullable Set<Role> roles,
      @Nullable Boolean enabled) {
    Member member = of(by, memberId);
    if (member == null) return new UnknownMember();
    Set<Role> after = roles == null ? member.roles() : roles;
    if (!Role.mayGive(by.roles(), after) || !Role.mayGive(by.roles(), member.roles()))
      return new TooMuch();
    if (!keep.keep(new MemberChange.Changed(by.tenant(), memberId, name, roles, enabled)))
      return notKept(by, memberId);
    recognise.forget(memberId);
    return done(by, memberId, null);
  }

  public Outcome remove(Caller by, String memberId) {
    Member member = of(by, memberId);
    if (member == null) return new UnknownMember();
    if (!Role.mayGive(by.roles(), member.roles())) return new TooMuch();
    if (!keep.keep(new MemberChange.Left(by.tenant(), memberId))) return notKept(by, memberId);
    recognise.forget(memberId);
    return new Done(member, null);
  }

  private Outcome notKept(Caller by, String memberId) {
    return of(by, memberId) == null ? new UnknownMember() : new NobodyLeft();
  }

  /** A new password for somebody who has lost theirs; it is made here, so that it is a good one. */
  public Outcome newPassword(Caller by, String memberId) {
    Member member = of(by, memberId);
    if (member == null) return new UnknownMember();
    if (!Role.mayGive(by.roles(), member.roles())) return new TooMuch();
    String password = Secrets.password();
    return set(by, memberId, password, password);
  }

  /** Somebody chooses a password of their own; the one so far is guessed no faster here. */
  public Outcome choosePassword(Caller member, String old, String chosen) {
    if (of(member, member.id()) == null) return new UnknownMember();
    return switch (passwords.look(member.id(), old, clock.instant())) {
      case TryPasswords.Wait(Duration left) -> new Wait(left);
      case TryPasswords.Wrong _ -> new BadPassword("The password so far is another one.");
      case TryPasswords.Right _ -> choose(member, chosen);
    };
  }

  private Outcome choose(Caller member, String chosen) {
    String why = PasswordRule.broken(chosen, List.of(member.id(), member.name(), "leadline"));
    return why == null ? set(member, member.id(), chosen, null) : new BadPassword(why);
  }

  private Outcome set(Caller by, String memberId, String password, @Nullable String shown) {
    keep.keep(new MemberChange.PasswordSet(by.tenant(), memberId, passwords.hash(password)));
    recognise.forget(memberId);
    return done(by, memberId, shown);
  }

  /** A link that signs them in once, for as long as a cup of tea takes. */
  public Outcome link(Caller by, String memberId) {
    Member member = of(by, memberId);
    if (member == null) return new UnknownMember();
    if (!Role.mayGive(by.roles(), member.roles())) return new TooMuch();
    String token = Secrets.token("");
    Instant until = clock.instant().plus(LINK_WORKS);
    keepLink.keep(Secrets.hash(token), memberId, until);
    return new Link(token, until);
  }

  private Outcome done(Caller by, String memberId, @Nullable String password) {
    Member member = of(by, memberId);
    return member == null ? new UnknownMember() : new Done(member, password);
  }

  private @Nullable Member of(Caller by, String memberId) {
    FindMember.Known known = find.find(memberId);
    return known == null || !known.member().tenant().equals(by.tenant()) ? null : known.member();
  }
}
