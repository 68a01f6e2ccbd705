package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program proves itself with. The key itself is nowhere: whoever made it has seen it once.
 *
 * @param hint the last letters, by which people tell keys apart
 * @param madeBy the member or key that made it
 */
public record ApiKey(
    String keyId,
    String tenant,
    String name,
    Set<Role> roles,
    String hint,
    String madeBy,
    Instant since,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  public ApiKey {
    roles = Set.copyOf(roles);
  }

  /** What it may do, as long as it is not revoked. */
  public Caller caller() {
    return new Caller(tenant, Caller.Kind.PROGRAM, keyId, name, roles);
  }
}
