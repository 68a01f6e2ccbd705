package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.ApiKey;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.KeepApiKeys;
import dev.leadline.gateway.domain.ListApiKeys;
import dev.leadline.gateway.domain.Role;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes keys for programs, and revokes them. */
public final class ManageKeys {

  private static final String PREFIX = "ll_";
  private static final int HINT = 4;

  private final ListApiKeys list;
  private final KeepApiKeys keep;
  private final RecogniseKey recognise;
  private final Clock clock;

  public ManageKeys(ListApiKeys list, KeepApiKeys keep, RecogniseKey recognise, Clock clock) {
    this.list = list;
    this.keep = keep;
    this.recognise = recognise;
    this.clock = clock;
  }

  /** What became of the wish for a key. */
  public sealed interface Outcome {}

  /** There it is; the secret can be seen this once. */
  public record Made(ApiKey key, String secret) implements Outcome {

    @Override
    public String toString() {
      return key.keyId();
    }
  }

  /** Whoever asked may not do all that the key could. */
  public record TooMuch() implements Outcome {}

  /** The newest first. */
  public List<ApiKey> list(String tenant) {
    return list.of(tenant);
  }

  public Outcome make(Caller by, String name, Set<Role> roles) {
    if (!Role.mayGive(by.roles(), roles)) return new TooMuch();
    String secret = Secrets.token(PREFIX);
    var key =
        new ApiKey(
            UUID.randomUUID().toString(),
            by.tenant(),
            name,
            roles,
            secret.substring(secret.length() - HINT),
            by.id(),
            clock.instant(),
            null,
            null);
    keep.keep(new KeepApiKeys.Made(key, HexFormat.of().formatHex(Secrets.hash(secret))));
    recognise.forget();
    return new Made(key, secret);
  }

  /** Whether there was such a key. */
  public boolean revoke(Caller by, String keyId) {
    boolean revoked = keep.keep(new KeepApiKeys.Revoked(by.tenant(), keyId, clock.instant()));
    recognise.forget();
    return revoked;
  }
}
