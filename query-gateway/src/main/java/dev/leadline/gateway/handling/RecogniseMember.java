package dev.leadline.gateway.handling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.FindMember;
import dev.leadline.gateway.domain.Member;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind a session, and what they may do now: a session only says who signed in. For some
 * seconds what was found is remembered.
 */
public final class RecogniseMember {

  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 10_000;

  private final FindMember find;
  private final Cache<String, Optional<Member>> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED).build();

  public RecogniseMember(FindMember find) {
    this.find = find;
  }

  /** Null if they are not in the team any more, or have to sign in again. */
  public @Nullable Caller recognise(String memberId, int generation) {
    Member member =
        remembered
            .get(memberId, id -> Optional.ofNullable(find.find(id)).map(FindMember.Known::member))
            .orElse(null);
    if (member == null || !member.enabled() || member.generation() != generation) return null;
    return member.caller();
  }

  /** From now on this member is looked up again. */
  void forget(String memberId) {
    remembered.invalidate(memberId);
  }
}
