package dev.leadline.gateway.domain;

import org.jspecify.annotations.Nullable;

/** A member, by what they sign in with. */
@FunctionalInterface
public interface FindMember {

  /**
   * Null if there is none.
   *
   * @throws Unavailable when it cannot be read now
   */
  @Nullable Known find(String memberId);

  /**
   * The member and the hash of their password, if they have one.
   *
   * @param passwordHash as its encoder wrote it
   */
  record Known(Member member, @Nullable String passwordHash) {

    @Override
    public String toString() {
      return member.memberId();
    }
  }
}
